package dev.ddblocal.storage.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from an empty file to today's schema, one step per version. A file records how far it has
 * come as its {@code PRAGMA user_version}.
 *
 * <pre>
 * keyspace        one row: the version of the catalogue, the number of the next table
 * tables          the catalogue: a row per table with its definition, its indexes in it
 * stores          a row per table and per index, by their ids, with their statistics: short rows,
 *                 as every commit changes some
 * dropped_tables  numbers of stores whose rows still wait to be removed
 * t_NUMBER        the items of a table or the entries of an index: rowid, encoded key, size by
 *                 DynamoDB's arithmetic, item
 * </pre>
 */
final class SchemaMigrations {
  /** Every version of the schema there has been. Released steps never change. */
  static final SchemaMigrations RELEASED =
      new SchemaMigrations(
          List.of(
              List.of(
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
              List.of(
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
                  """)));

  private final List<List<String>> steps;

  /**
   * Creates a way of the given steps.
   *
   * @param steps the SQL statements that lead to version 1, to version 2 and so on
   */
  SchemaMigrations(List<List<String>> steps) {
    this.steps = List.copyOf(steps);
  }

  /** The way to an older version, without the steps behind it. */
  SchemaMigrations upTo(int version) {
    return new SchemaMigrations(steps.subList(0, version));
  }

  /** The same way with one more step. */
  SchemaMigrations followedBy(List<String> step) {
    List<List<String>> longer = new ArrayList<>(steps);
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
        for (List<String> step : steps.subList(from, steps.size())) {
          for (String sql : step) {
            statement.execute(sql);
          }
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
}
