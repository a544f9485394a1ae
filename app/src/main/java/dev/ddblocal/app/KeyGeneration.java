package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.domain.identity.AccountId;
import java.util.List;
import java.util.Optional;

/** What {@code ddb-local keys generate} prints. */
final class KeyGeneration {
  private final AccessKeyGenerator generator;

  KeyGeneration(AccessKeyGenerator generator) {
    this.generator = generator;
  }

  /**
   * Makes a key.
   *
   * @param account the account, 1 to 12 digits; empty for a new one
   * @return comments, and as the last line the row for {@code access_keys.csv}
   * @throws ConfigurationException if the account is none
   */
  List<String> lines(Optional<String> account) {
    AccessKey key =
        account.map(text -> generator.generate(accountId(text))).orElseGet(generator::generate);
    return List.of(
        "# Access key of the root user of account " + key.accountId() + ".",
        "# Append this to access_keys.csv; a running server reads the file again on SIGHUP.",
        "# Access Key,Secret key,Account Id,Existing encoded encryption key,New encoded encryption"
            + " key",
        key.toCsvRow());
  }

  private static AccountId accountId(String text) {
    try {
      return AccountId.normalized(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--account: " + e.getMessage(), e);
    }
  }
}
