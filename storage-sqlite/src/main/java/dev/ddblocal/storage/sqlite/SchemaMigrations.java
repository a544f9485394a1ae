package dev.ddblocal.storage.sqlite;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way from an empty file to today's schema, one step per version. A file records how far it has
 * come as its {@code PRAGMA user_version}.
 *
 * <pre>
 * keyspace        one row: the version of the catalogue, the number of the next store, the last
 *                 number of the sequence
 * tables          the catalogue: a row per table with its definition, its indexes in it
 * stores          a row per store of a table and per store that every keyspace has, by their ids,
 *                 with their statistics: short rows, as every commit changes some
 * dropped_tables  numbers of stores whose rows still wait to be removed
 * data_keys       the keys that items are encrypted by, wrapped by the account's key; empty where
 *                 the account has none
 * unencrypted_stores  numbers of stores whose items are being encrypted, up to which row they are
 * t_NUMBER        the items of a store: rowid, encoded key, size by DynamoDB's arithmetic, item
 * </pre>
 */
final class SchemaMigrations {
  /** A step from one version to the next, within the transaction of the migration. */
  interface Step {
    void apply(Statement statement) throws SQLException;

    /** The step that runs these SQL statements. */
    static Step of(String... statements) {
      return statement -> {
        for (String sql : statements) {
          statement.execute(sql);
        }
      };
    }
  }

  /** Every version of the schema there has been. Released steps never change. */
  static final SchemaMigrations RELEASED =
      new SchemaMigrations(
          List.of(
              Step.of(
                  """
                  CREATE TABLE keyspace(
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    catalogue_version INTEGER NOT NULL,
                    next_table_number INTEGER NOT NULL)\
                  """,
                  "INSERT INTO keyspace VALUES (1, 0, 1)",
                  """
                  CREATE TABLE tables(
                    number INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL UNIQUE,
                    definition TEXT NOT NULL,
                    item_count INTEGER NOT NULL,
                    size_bytes INTEGER NOT NULL)\
                  """,
                  "CREATE TABLE dropped_tables(number INTEGER PRIMARY KEY)"),
              Step.of(
                  """
                  CREATE TABLE stores(
                    number INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    item_count INTEGER NOT NULL,
                    size_bytes INTEGER NOT NULL)\
                  """,
                  "INSERT INTO stores SELECT number, id, item_count, size_bytes FROM tables",
                  "ALTER TABLE tables DROP COLUMN item_count",
                  "ALTER TABLE tables DROP COLUMN size_bytes",
                  // No table could change its billing mode before.
                  """
                  UPDATE tables
                    SET definition =
                      json_set(definition, '$.onDemandSince', definition ->> 'createdAt')
                    WHERE definition ->> 'billingMode' = 'PAY_PER_REQUEST'\
                  """),
              SchemaMigrations::addKeyspaceStores,
              statement -> {
                addEncryption(statement);
                hashTokens(statement);
              }));

  private final List<Step> steps;

  /**
   * Creates a way of the given steps.
   *
   * @param steps the steps that lead to version 1, to version 2 and so on
   */
  SchemaMigrations(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The way to an older version, without the steps behind it. */
  SchemaMigrations upTo(int version) {
    return new SchemaMigrations(steps.subList(0, version));
  }

  /** The same way with one more step. */
  SchemaMigrations followedBy(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new SchemaMigrations(longer);
  }

  /** The version that the last step leads to. */
  int newestVersion() {
    return steps.size();
  }

  /** Brings the database from the given version to the newest, in one transaction. */
  void migrate(Connection connection, int from) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        for (Step step : steps.subList(from, steps.size())) {
          step.apply(statement);
        }
        statement.execute("PRAGMA user_version = " + newestVersion());
        statement.execute("COMMIT");
      } catch (SQLException failure) {
        rollBack(statement, failure);
        throw failure;
      }
    }
  }

  private static void rollBack(Statement statement, SQLException cause) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException failure) {
      cause.addSuppressed(failure);
    }
  }

  /** The stores that every keyspace has, under the next numbers; and the sequence for works. */
  private static void addKeyspaceStores(Statement statement) throws SQLException {
    int stores = 4;
    int next;
    try (ResultSet row = statement.executeQuery("SELECT next_table_number FROM keyspace")) {
      row.next();
      next = row.getInt(1);
    }
    for (int i = 0; i < stores; i++) {
      statement.execute(
          """
          CREATE TABLE t_%d(
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE,
            size INTEGER NOT NULL,
            item BLOB NOT NULL)\
          """
              .formatted(next + i));
      statement.execute(
          "INSERT INTO stores VALUES (%d, '00000000-0000-0000-0000-%012d', 0, 0)"
              .formatted(next + i, i + 1));
    }
    statement.execute("UPDATE keyspace SET next_table_number = " + (next + stores));
    statement.execute("ALTER TABLE keyspace ADD COLUMN sequence_number INTEGER NOT NULL DEFAULT 0");
  }

  private static void addEncryption(Statement statement) throws SQLException {
    statement.execute(
        """
        CREATE TABLE data_keys(
          owner TEXT NOT NULL,
          version INTEGER NOT NULL,
          wrapped BLOB NOT NULL,
          uses INTEGER NOT NULL,
          PRIMARY KEY (owner, version))\
        """);
    statement.execute(
        """
        CREATE TABLE unencrypted_stores(
          number INTEGER PRIMARY KEY,
          last_row INTEGER NOT NULL)\
        """);
  }

  /** Client request tokens stood in keys as they are; since then, their SHA-256 does. */
  private static void hashTokens(Statement statement) throws SQLException {
    String table;
    try (ResultSet row =
        statement.executeQuery(
            "SELECT 't_' || number FROM stores"
                + " WHERE id = '00000000-0000-0000-0000-000000000004'")) {
      row.next();
      table = row.getString(1);
    }
    Map<Long, byte[]> keys = new HashMap<>();
    try (ResultSet rows = statement.executeQuery("SELECT id, key FROM " + table)) {
      while (rows.next()) {
        keys.put(rows.getLong(1), rows.getBytes(2));
      }
    }
    try (PreparedStatement update =
        statement
            .getConnection()
            .prepareStatement("UPDATE " + table + " SET key = ? WHERE id = ?")) {
      for (Map.Entry<Long, byte[]> entry : keys.entrySet()) {
        update.setBytes(1, hashedToken(entry.getValue()));
        update.setLong(2, entry.getKey());
        update.executeUpdate();
      }
    }
  }

  private static byte[] hashedToken(byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key, Long.BYTES, key.length - Long.BYTES);
      return ByteBuffer.allocate(Long.BYTES + digest.getDigestLength())
          .put(key, 0, Long.BYTES)
          .put(digest.digest())
          .array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
