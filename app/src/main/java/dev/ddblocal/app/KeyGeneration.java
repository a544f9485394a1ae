package dev.ddblocal.app;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.app.configuration.Settings;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.credentials.AccessKeysFile;
import dev.ddblocal.auth.credentials.AccessKeysFileException;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code ddb-local keys generate} prints. */
final class KeyGeneration {
  private final AccessKeyGenerator generator;
  private final Optional<AccessKeysFile> present;
  private final boolean encrypted;

  /**
   * Creates the command.
   *
   * @param generator makes access keys
   * @param present the access keys file that the row is to stand in, if there is one: the rows of
   *     an account agree on its encryption keys
   * @param encrypted whether a new account gets an encryption key
   */
  KeyGeneration(AccessKeyGenerator generator, Optional<AccessKeysFile> present, boolean encrypted) {
    this.generator = generator;
    this.present = present;
    this.encrypted = encrypted;
  }

  /**
   * The access keys file of the settings, if it is there.
   *
   * @throws ConfigurationException if it is there and cannot be read
   */
  static Optional<AccessKeysFile> presentFile(Settings settings) {
    Path path = settings.accessKeysFile();
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(AccessKeysFile.open(path, settings.vaults()));
    } catch (AccessKeysFileException e) {
      throw new ConfigurationException("access keys: " + e.getMessage(), e);
    }
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
        key.toCsvRow(encryption(key.accountId())));
  }

  private Optional<AccountKey> encryption(AccountId account) {
    Optional<AccessKeysFile> known = present.filter(file -> file.hasKeyOf(account));
    if (known.isPresent()) {
      return known.get().keyOf(account).toCompletableFuture().join();
    }
    return encrypted
        ? Optional.of(new AccountKey(SealingKey.random(), Optional.empty()))
        : Optional.empty();
  }

  private static AccountId accountId(String text) {
    try {
      return AccountId.normalized(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--account: " + e.getMessage(), e);
    }
  }
}
