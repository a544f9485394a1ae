package dev.ddblocal.auth.credentials;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A long-term access key of an account's root user.
 *
 * @param id the public part
 * @param secret the secret part
 * @param accountId the account; a property of this record, never read out of the id
 */
public record AccessKey(AccessKeyId id, SecretAccessKey secret, AccountId accountId) {
  /** Refuses missing parts. */
  public AccessKey {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(secret, "secret is null");
    Objects.requireNonNull(accountId, "accountId is null");
  }

  /**
   * The key as a row of {@code access_keys.csv}. Holds the secrets.
   *
   * @param encryption the encryption keys of the account, if it has any
   */
  public String toCsvRow(Optional<AccountKey> encryption) {
    return id
        + ","
        + secret.plainText()
        + ","
        + accountId
        + ","
        + encryption.map(keys -> base64(keys.current())).orElse("")
        + ","
        + encryption.flatMap(AccountKey::next).map(AccessKey::base64).orElse("");
  }

  private static String base64(SealingKey key) {
    return Base64.getEncoder().encodeToString(key.bytes());
  }
}
