package dev.ddblocal.app;

import dev.ddblocal.app.configuration.AuthenticationConfiguration;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeysFile;
import dev.ddblocal.auth.credentials.AccessKeysFileException;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.auth.vault.VaultAccess;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The keys of the access keys file, which may come into being while the server runs. */
final class AccessKeys implements CredentialResolver, AccountKeys {
  private static final Logger LOG = System.getLogger(AccessKeys.class.getName());

  private final Path path;
  private final VaultAccess vaults;
  private volatile Optional<AccessKeysFile> file;

  private AccessKeys(Path path, VaultAccess vaults, Optional<AccessKeysFile> file) {
    this.path = path;
    this.vaults = vaults;
    this.file = file;
  }

  /**
   * Reads the file. Where it was not named it need not be there, as long as somebody can call
   * without it.
   *
   * @param othersCanCall whether there are callers whose keys are kept somewhere else
   * @throws ConfigurationException if the file is wrong, or missing where it is needed
   */
  static AccessKeys load(AuthenticationConfiguration configuration, boolean othersCanCall) {
    Path path = configuration.accessKeysFile();
    VaultAccess vaults = configuration.vaults();
    if (!configuration.accessKeysFileNamed() && Files.notExists(path)) {
      if (!othersCanCall) {
        throw new ConfigurationException(
            "nobody could call: the test account is off and there is no "
                + path
                + " ('ddb-local keys generate' makes its rows)");
      }
      return new AccessKeys(path, vaults, Optional.empty());
    }
    try {
      AccessKeysFile file = AccessKeysFile.open(path, vaults);
      warn(file);
      return new AccessKeys(path, vaults, Optional.of(file));
    } catch (AccessKeysFileException e) {
      throw new ConfigurationException("access keys: " + e.getMessage(), e);
    }
  }

  /** The number of keys in use. */
  int size() {
    return file.map(AccessKeysFile::size).orElse(0);
  }

  /** The account of a key of the file; empty if the file does not have the key. */
  Optional<AccountId> accountOf(AccessKeyId id) {
    return file.flatMap(present -> present.accountOf(id));
  }

  /** The secret of a key of the account; empty if the file has no such key of it. */
  Optional<SecretAccessKey> secretOf(AccessKeyId id, AccountId account) {
    return file.flatMap(present -> present.secretOf(id, account));
  }

  /** Whether the file has a key of the account. */
  boolean hasKeyOf(AccountId account) {
    return file.filter(present -> present.hasKeyOf(account)).isPresent();
  }

  /** Reads the file again. Where it is wrong, that is logged and the keys stay as they are. */
  synchronized void reload() {
    try {
      if (file.isPresent()) {
        file.get().reload();
      } else {
        file = Optional.of(AccessKeysFile.open(path, vaults));
      }
      warn(file.get());
      LOG.log(Level.INFO, "access keys were read again", Map.of("file", path, "keys", size()));
    } catch (AccessKeysFileException e) {
      LOG.log(Level.ERROR, "access keys stay as they are: " + e.getMessage());
    }
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    return file.isPresent()
        ? file.get().resolve(query)
        : CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<Optional<AccountKey>> keyOf(AccountId account) {
    return file.isPresent() ? file.get().keyOf(account) : AccountKeys.NONE.keyOf(account);
  }

  private static void warn(AccessKeysFile file) {
    file.warnings().forEach(warning -> LOG.log(Level.WARNING, "access keys: " + warning));
  }
}
