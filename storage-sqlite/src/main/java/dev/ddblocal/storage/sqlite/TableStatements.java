package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.ReadTransaction.Direction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The prepared statements of one connection for one table, each made on first use. */
final class TableStatements implements AutoCloseable {
  /** The statements for which one object at a time is enough: each use of them ends at once. */
  enum Kind {
    /** By key: row id, size, item. */
    GET("SELECT id, size, item FROM %s WHERE key = ?"),
    /** By key: row id, size. */
    LOCATE("SELECT id, size FROM %s WHERE key = ?"),
    /** Key, size, item; does nothing if the key is there. */
    INSERT("INSERT INTO %s(key, size, item) VALUES (?, ?, ?) ON CONFLICT(key) DO NOTHING"),
    /** Size, item; by row id. */
    UPDATE("UPDATE %s SET size = ?, item = ? WHERE id = ?"),
    /** By row id. */
    DELETE("DELETE FROM %s WHERE id = ?");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    /** The SQL text for the SQLite table of that name. */
    String sql(String table) {
      return sql.formatted(table);
    }
  }

  /**
   * The way in which a range is visited.
   *
   * @param bounded whether the range has an end
   * @param direction the order
   */
  record RangeKind(boolean bounded, Direction direction) {
    /** The SQL text for the SQLite table of that name. */
    String sql(String table) {
      return "SELECT key, size, item FROM "
          + table
          + " WHERE key >= ?"
          + (bounded ? " AND key < ?" : "")
          + " ORDER BY key"
          + (direction == Direction.BACKWARD ? " DESC" : "");
    }
  }

  private final Connection connection;
  private final String table;
  private final Map<Kind, PreparedStatement> statements = new EnumMap<>(Kind.class);
  private final Map<RangeKind, PreparedStatement> idleRanges = new HashMap<>();

  TableStatements(Connection connection, int tableNumber) {
    this.connection = connection;
    this.table = tableName(tableNumber);
  }

  /** The name of the SQLite table with that number. */
  static String tableName(int number) {
    return "t_" + number;
  }

  /** The statement that makes the SQLite table with that number. */
  static String creation(int number) {
    return "CREATE TABLE "
        + tableName(number)
        + "(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
        + " size INTEGER NOT NULL, item BLOB NOT NULL)";
  }

  PreparedStatement get(Kind kind) throws SQLException {
    PreparedStatement statement = statements.get(kind);
    if (statement == null) {
      statement = connection.prepareStatement(kind.sql(table));
      statements.put(kind, statement);
    }
    return statement;
  }

  /** Lends a range statement: while one is in use, a range within the visit takes another one. */
  PreparedStatement borrow(RangeKind kind) throws SQLException {
    PreparedStatement statement = idleRanges.remove(kind);
    return statement != null ? statement : connection.prepareStatement(kind.sql(table));
  }

  /** Takes a range statement back. */
  void giveBack(RangeKind kind, PreparedStatement statement) throws SQLException {
    if (idleRanges.putIfAbsent(kind, statement) != null) {
      statement.close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    for (PreparedStatement statement : idleRanges.values()) {
      statement.close();
    }
  }
}
