package dev.ddblocal.app;

import dev.ddblocal.app.configuration.AuthenticationConfiguration;
import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.AccessKeysFile;
import dev.ddblocal.auth.credentials.AccessKeysFileException;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.sigv4.AuthMode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The keys of the access keys file, which may come into being while the server runs. */
final class AccessKeys implements CredentialResolver {
  private static final Logger LOG = System.getLogger(AccessKeys.class.getName());

  private final Path path;
  private volatile Optional<AccessKeysFile> file;

  private AccessKeys(Path path, Optional<AccessKeysFile> file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Reads the file. Where it was not named it need not be there, as long as somebody can call
   * without it.
   *
   * @throws ConfigurationException if the file is wrong, or missing where it is needed
   */
  static AccessKeys load(AuthenticationConfiguration configuration) {
    Path path = configuration.accessKeysFile();
    boolean needed = !configuration.testAccount() && configuration.mode() == AuthMode.ENFORCE;
    if (!configuration.accessKeysFileNamed() && Files.notExists(path)) {
      if (needed) {
        throw new ConfigurationException(
            "nobody could call: the test account is off and there is no "
                + path
                + " ('ddb-local keys generate' makes its rows)");
      }
      return new AccessKeys(path, Optional.empty());
    }
    try {
      AccessKeysFile file = AccessKeysFile.open(path);
      warn(file);
      return new AccessKeys(path, Optional.of(file));
    } catch (AccessKeysFileException e) {
      throw new ConfigurationException("access keys: " + e.getMessage(), e);
    }
  }

  /** Whether a key of that id is in use, so that no other may get the id. */
  boolean contains(AccessKeyId id) {
    return file.filter(keys -> keys.contains(id)).isPresent();
  }

  /** The number of keys in use. */
  int size() {
    return file.map(AccessKeysFile::size).orElse(0);
  }

  /** Reads the file again. Where it is wrong, that is logged and the keys stay as they are. */
  synchronized void reload() {
    try {
      if (file.isPresent()) {
        file.get().reload();
      } else {
        file = Optional.of(AccessKeysFile.open(path));
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

  private static void warn(AccessKeysFile file) {
    file.warnings().forEach(warning -> LOG.log(Level.WARNING, "access keys: " + warning));
  }
}
