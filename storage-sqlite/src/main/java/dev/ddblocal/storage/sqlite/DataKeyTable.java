package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.port.StorageUnavailableException;
import dev.ddblocal.domain.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a database keeps its data keys, each wrapped by the account's key: sealed by it in a
 * context that names the account, the region, the owner and the version.
 *
 * @param place the account and region, one behind the other
 * @param wrapping the account's key
 */
record DataKeyTable(String place, SealingKey wrapping) {
  private static final String INSERT = "INTO data_keys VALUES (?, ?, ?, ?)";

  /** The data keys of an account's database in a region. */
  static DataKeyTable of(AccountId account, Region region, SealingKey wrapping) {
    return new DataKeyTable(account.value() + region.value(), wrapping);
  }

  /** A data key as its row has it. */
  private record Row(UUID owner, int version, Bytes wrapped, long uses) {}

  private static List<Row> rows(Connection connection, String condition) throws SQLException {
    List<Row> found = new ArrayList<>();
    String sql =
        "SELECT owner, version, wrapped, uses FROM data_keys " + condition + " ORDER BY version";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(
            new Row(
                UUID.fromString(rows.getString(1)),
                rows.getInt(2),
                Bytes.wrap(rows.getBytes(3)),
                rows.getLong(4)));
      }
    }
    return found;
  }

  /** Whether the database has data keys: whether it is encrypted. */
  static boolean hasAny(Connection connection) throws SQLException {
    return !rows(connection, "WHERE version = 1 AND owner = '" + DataKeys.KEYSPACE + "'").isEmpty();
  }

  /** Whether this is the account key that the data keys are wrapped by. */
  boolean opens(Connection connection) throws SQLException {
    List<Row> own = rows(connection, "WHERE version = 1 AND owner = '" + DataKeys.KEYSPACE + "'");
    return own.stream().allMatch(row -> unwrap(row).isPresent());
  }

  private Optional<byte[]> unwrap(Row row) {
    return wrapping.open(row.wrapped().unsafeArray(), context(row.owner(), row.version()));
  }

  private byte[] context(UUID owner, int version) {
    return ("data key " + owner + ' ' + version + ' ' + place).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the data keys.
   *
   * @throws StorageUnavailableException if one does not open
   */
  List<DataKeys> load(Connection connection) throws SQLException {
    Map<UUID, DataKeys> owners = new HashMap<>();
    for (Row row : rows(connection, "")) {
      byte[] key =
          unwrap(row)
              .orElseThrow(() ->
                  new StorageUnavailableException(
                      "the data key of " + row.owner() + " is damaged, or wrapped by another key"));
      owners
          .computeIfAbsent(row.owner(), DataKeys::new)
          .add(new DataKey(row.version(), key, row.uses()));
    }
    return List.copyOf(owners.values());
  }

  /** Adds an owner's newest key unless it is there; within a transaction. */
  void insertIfAbsent(Connection connection, DataKeys keys) throws SQLException {
    insert(connection, "INSERT OR IGNORE ", keys.owner(), keys.newest());
  }

  private void insert(Connection connection, String verb, UUID owner, DataKey key)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(verb + INSERT)) {
      insert.setString(1, owner.toString());
      insert.setInt(2, key.version());
      insert.setBytes(3, wrapping.seal(key.key().getEncoded(), context(owner, key.version())));
      insert.setLong(4, key.usesAhead());
      insert.executeUpdate();
    }
    key.recorded(key.usesAhead());
  }

  /** Removes an owner's keys; within a transaction. */
  void delete(Connection connection, UUID owner) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM data_keys WHERE owner = ?")) {
      delete.setString(1, owner.toString());
      delete.executeUpdate();
    }
  }

  /** Wraps every key anew by another account key; within a transaction. */
  DataKeyTable rewrap(Connection connection, SealingKey next) throws SQLException {
    DataKeyTable rewrapped = new DataKeyTable(place, next);
    for (DataKeys keys : load(connection)) {
      for (int version = 1; version <= keys.newest().version(); version++) {
        DataKey key = keys.version(version);
        if (key != null) {
          rewrapped.insert(connection, "INSERT OR REPLACE ", keys.owner(), key);
        }
      }
    }
    return rewrapped;
  }

  /**
   * Records that a key was used, in a transaction of its own; where it is used up, makes the next
   * version, which is used from the end of that transaction on.
   */
  void recordUses(Session session, DataKeys keys) throws SQLException {
    DataKey newest = keys.newest();
    long ahead = newest.usesAhead();
    // Counted as recorded even if that fails: a full disk is not to be asked after every write.
    newest.recorded(ahead);
    session.execute("BEGIN IMMEDIATE");
    try {
      PreparedStatement update =
          session.prepared("UPDATE data_keys SET uses = ? WHERE owner = ? AND version = ?");
      update.setLong(1, ahead);
      update.setString(2, keys.owner().toString());
      update.setInt(3, newest.version());
      update.executeUpdate();
      DataKey next = newest.isUsedUp() ? DataKey.random(newest.version() + 1) : newest;
      if (next != newest) {
        insert(session.connection(), "INSERT OR REPLACE ", keys.owner(), next);
      }
      session.execute("COMMIT");
      if (next != newest) {
        keys.add(next);
      }
    } catch (SQLException failure) {
      session.rollBackAfter(failure);
      throw failure;
    }
  }
}
