package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Compares the encrypted databases of a data folder with the keys that are known without waiting,
 * before any database is opened. It reads and changes nothing; a folder without encrypted databases
 * costs no more than a look at the beginning of each file.
 */
final class KeysAtStart {
  private static final System.Logger LOG = System.getLogger(KeysAtStart.class.getName());

  private final AccountKeys keys;
  private final Set<DatabaseName> encrypted = new LinkedHashSet<>();
  private final Set<DatabaseName> unsettled = new LinkedHashSet<>();

  private KeysAtStart(AccountKeys keys) {
    this.keys = keys;
  }

  /**
   * Looks at every database of the folder.
   *
   * @throws StorageUnavailableException if the key of an account is not the one that a database of
   *     it is encrypted with
   */
  static KeysAtStart check(DataFolder folder, AccountKeys keys) {
    KeysAtStart checked = new KeysAtStart(keys);
    Path current = folder.path();
    try {
      for (DatabaseName name : folder.databases()) {
        current = folder.file(name);
        checked.look(name, current);
      }
    } catch (IOException | SQLException failure) {
      throw new StorageUnavailableException(current + " cannot be read: " + failure, failure);
    }
    return checked;
  }

  /** Those databases in which everything is encrypted. */
  Set<DatabaseName> encrypted() {
    return encrypted;
  }

  /** Those that are to be encrypted, or whose data keys are to be wrapped anew. */
  Set<DatabaseName> unsettled() {
    return unsettled;
  }

  private void look(DatabaseName name, Path file) throws IOException, SQLException {
    EncryptionState state = DatabaseHeader.encryptionOf(file);
    if (state == EncryptionState.COMPLETE) {
      encrypted.add(name);
    }
    CompletableFuture<Optional<AccountKey>> asked = KeyspaceOpening.ask(keys, name);
    if (!asked.isDone() || asked.isCompletedExceptionally()) {
      return;
    }
    Optional<AccountKey> key = asked.join();
    if (key.isEmpty()) {
      if (state != EncryptionState.PLAIN) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The database {0} is encrypted, and its account {1} has no encryption key: requests to"
                + " it will fail",
            file,
            name.account());
      }
      return;
    }
    if (state != EncryptionState.PLAIN) {
      requireFit(new DatabaseEncryption(name.account(), name.region(), key), file);
    }
    if (state != EncryptionState.COMPLETE || key.get().next().isPresent()) {
      unsettled.add(name);
    }
  }

  private static void requireFit(DatabaseEncryption encryption, Path file) throws SQLException {
    try (Connection connection = DatabaseFile.readOnly(file)) {
      if (!encryption.fits(connection)) {
        throw new StorageUnavailableException(
            "The database " + file + " cannot be opened: " + encryption.wrongKey().getMessage());
      }
    }
  }
}
