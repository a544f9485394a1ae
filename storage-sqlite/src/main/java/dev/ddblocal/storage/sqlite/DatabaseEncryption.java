package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.StorageUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a database is to be encrypted.
 *
 * @param account whose database it is
 * @param region in which region
 * @param key the account's key; empty if it has none
 */
record DatabaseEncryption(AccountId account, Region region, Optional<AccountKey> key) {
  private static final System.Logger LOG = System.getLogger(DatabaseEncryption.class.getName());

  private DataKeyTable wrappedBy(SealingKey accountKey) {
    return DataKeyTable.of(account, region, accountKey);
  }

  /** The key that data keys are to be wrapped by. */
  private static SealingKey wanted(AccountKey key) {
    return key.next().orElse(key.current());
  }

  /** Makes a new database, which has no table yet, an encrypted one if the account has a key. */
  void apply(Connection connection) throws SQLException {
    if (key.isPresent()) {
      begin(connection, wanted(key.get()), List.of(), EncryptionState.COMPLETE);
    }
  }

  /**
   * Opens the data keys of a database. Wraps them by the account's next key if there is one; begins
   * to encrypt a database that is not encrypted yet.
   *
   * @throws StorageUnavailableException if the account's key is not the one that the data keys are
   *     wrapped by; nothing has been changed
   */
  ItemPayloads open(Connection connection, Path file) throws SQLException {
    boolean encrypted = DataKeyTable.hasAny(connection);
    if (key.isEmpty()) {
      if (encrypted) {
        throw new StorageUnavailableException(
            "it is encrypted, and its account " + account + " has no encryption key");
      }
      return new PlainPayloads();
    }
    Catalogue catalogue = Catalogue.load(connection);
    DataKeyTable dataKeys;
    if (encrypted) {
      dataKeys = opened(connection, file);
    } else {
      dataKeys = wrappedBy(wanted(key.get()));
      begin(connection, dataKeys.wrapping(), catalogue.tableIds(), EncryptionState.UNDER_WAY);
      LOG.log(System.Logger.Level.INFO, "The database {0} is being encrypted", file);
    }
    return new EncryptedPayloads(
        dataKeys,
        dataKeys.load(connection),
        catalogue.tables(Optional.empty(), Integer.MAX_VALUE),
        EncryptionState.read(connection) != EncryptionState.COMPLETE);
  }

  /**
   * Whether the account's key opens the data keys that an encrypted database has.
   *
   * @param connection to the database; only reads
   */
  boolean fits(Connection connection) throws SQLException {
    if (!DataKeyTable.hasAny(connection)) {
      return true;
    }
    return key.isPresent() && present(connection, key.get()).isPresent();
  }

  /** The one of the account's keys that the data keys are wrapped by today. */
  private Optional<DataKeyTable> present(Connection connection, AccountKey accountKey)
      throws SQLException {
    DataKeyTable wanted = wrappedBy(wanted(accountKey));
    if (wanted.opens(connection)) {
      return Optional.of(wanted);
    }
    DataKeyTable current = wrappedBy(accountKey.current());
    return current.opens(connection) ? Optional.of(current) : Optional.empty();
  }

  private DataKeyTable opened(Connection connection, Path file) throws SQLException {
    DataKeyTable present = present(connection, key.get()).orElseThrow(this::wrongKey);
    SealingKey wanted = wanted(key.get());
    if (present.wrapping().equals(wanted)) {
      return present;
    }
    DataKeyTable rewrapped = inTransaction(connection, () -> present.rewrap(connection, wanted));
    LOG.log(
        System.Logger.Level.INFO,
        "The data keys of the database {0} are wrapped by the next key of account {1}",
        file,
        account);
    return rewrapped;
  }

  /** What is in the way of a database that {@link #fits} does not hold for. */
  StorageUnavailableException wrongKey() {
    return new StorageUnavailableException(
        "it is encrypted, and the encryption key of its account "
            + account
            + " is not the one it was encrypted with");
  }

  private void begin(
      Connection connection, SealingKey wrapping, List<UUID> tables, EncryptionState state)
      throws SQLException {
    DataKeyTable dataKeys = wrappedBy(wrapping);
    inTransaction(
        connection,
        () -> {
          dataKeys.insertIfAbsent(connection, DataKeys.random(DataKeys.KEYSPACE));
          for (UUID table : tables) {
            dataKeys.insertIfAbsent(connection, DataKeys.random(table));
          }
          try (Statement statement = connection.createStatement()) {
            if (state == EncryptionState.UNDER_WAY) {
              statement.execute("INSERT INTO unencrypted_stores SELECT number, 0 FROM stores");
            }
            statement.execute(state.pragma());
          }
          return dataKeys;
        });
  }

  private interface Change<R> {
    R apply() throws SQLException;
  }

  private static <R> R inTransaction(Connection connection, Change<R> change) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        R result = change.apply();
        statement.execute("COMMIT");
        return result;
      } catch (SQLException | RuntimeException failure) {
        statement.execute("ROLLBACK");
        throw failure;
      }
    }
  }
}
