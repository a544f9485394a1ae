package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.key.ItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/**
 * A connection with its prepared statements. Not safe for use by two threads at a time.
 *
 * <p>Statements are prepared on SQLite's own connection, behind Agroal's: a wrapper around every
 * statement and row costs as much as a cached point read.
 */
final class Session implements AutoCloseable {
  /** So many tables' and indexes' statements are kept; a statement takes some kilobytes. */
  private static final int MOST_TABLES = 250;

  private final Connection pooled;
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final LinkedHashMap<Integer, TableStatements> tables =
      new LinkedHashMap<>(16, 0.75f, true);

  private final ItemPayloads payloads;

  private volatile ChangedRows changes;

  /** Finds out, on a new connection, how items stand in the rows. */
  interface PayloadSource {
    ItemPayloads of(Connection connection) throws SQLException;
  }

  /**
   * Opens a connection.
   *
   * @param payloads tells how items stand in the rows
   */
  Session(ConnectionSource source, PayloadSource payloads) throws SQLException {
    pooled = source.connect();
    try {
      connection = pooled.unwrap(SQLiteConnection.class);
      this.payloads = payloads.of(connection);
    } catch (SQLException | RuntimeException failure) {
      pooled.close();
      throw failure;
    }
  }

  ItemPayloads payloads() {
    return payloads;
  }

  /**
   * Has the changes of rows noted from now on, or no longer.
   *
   * @param changesOrNull where
   */
  void noteChanges(ChangedRows changesOrNull) {
    changes = changesOrNull;
  }

  /** Notes that a row is put or deleted. */
  void changed(int number, ItemKey key) {
    ChangedRows noted = changes;
    if (noted != null) {
      noted.add(number, key);
    }
  }

  Connection connection() {
    return connection;
  }

  /** The statement for the SQL text, prepared once; for texts of which there are few. */
  PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** Runs a statement without parameters or result that is run often. */
  void execute(String sql) throws SQLException {
    var _ = prepared(sql).execute();
  }

  /** Runs a statement without parameters or result that is not run again. */
  void executeOnce(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Ends the transaction in which the failure occurred.
   *
   * @return whether the connection is good for another transaction
   */
  boolean rollBackAfter(SQLException cause) {
    try {
      execute("ROLLBACK");
      return true;
    } catch (SQLException failure) {
      cause.addSuppressed(failure);
    }
    try {
      // After some failures SQLite has rolled back by itself; if not, this cannot begin.
      execute("BEGIN");
      execute("ROLLBACK");
      return true;
    } catch (SQLException failure) {
      cause.addSuppressed(failure);
      return false;
    }
  }

  /** The statements for the table with that number. */
  TableStatements table(int number) throws SQLException {
    TableStatements table = tables.get(number);
    if (table == null) {
      table = new TableStatements(connection, number);
      tables.put(number, table);
      if (tables.size() > MOST_TABLES) {
        tables.pollFirstEntry().getValue().close();
      }
    }
    return table;
  }

  /** Lets go of the statements for a table that is no more. */
  void forget(int number) throws SQLException {
    TableStatements table = tables.remove(number);
    if (table != null) {
      table.close();
    }
  }

  @Override
  public void close() throws SQLException {
    try (pooled) {
      for (TableStatements table : tables.values()) {
        table.close();
      }
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
    }
  }
}
