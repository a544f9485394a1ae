package dev.ddblocal.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Removes the rows of dropped tables in small steps, so that dropping a large table holds no writer
 * up. What is left when the keyspace is closed is removed after it is opened again.
 */
final class Reclamation {
  /** A step removes at most so many rows. */
  private static final int ROWS = 200;

  /** A step removes no further row once it has removed so many bytes. */
  private static final long BYTES = 1L << 20;

  private final Session session;

  Reclamation(Session session) {
    this.session = session;
  }

  /** Takes one step in a transaction of its own; answers whether there was anything to do. */
  boolean step() throws SQLException {
    int number = firstDropped();
    if (number == 0) {
      return false;
    }
    session.execute("BEGIN IMMEDIATE");
    try {
      String table = TableStatements.tableName(number);
      long lastRow = lastRowOfStep(table);
      if (lastRow == 0) {
        session.forget(number);
        session.executeOnce("DROP TABLE " + table);
        PreparedStatement forget = session.prepared("DELETE FROM dropped_tables WHERE number = ?");
        forget.setInt(1, number);
        forget.executeUpdate();
      } else {
        session.executeOnce("DELETE FROM " + table + " WHERE id <= " + lastRow);
      }
      session.execute("COMMIT");
      return true;
    } catch (SQLException failure) {
      session.rollBackAfter(failure);
      throw failure;
    }
  }

  private int firstDropped() throws SQLException {
    try (ResultSet row =
        session.prepared("SELECT number FROM dropped_tables LIMIT 1").executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private long lastRowOfStep(String table) throws SQLException {
    long last = 0;
    long bytes = 0;
    String sql = "SELECT id, size FROM " + table + " ORDER BY id LIMIT " + ROWS;
    try (PreparedStatement statement = session.connection().prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (bytes < BYTES && rows.next()) {
        last = rows.getLong(1);
        bytes += rows.getInt(2);
      }
    }
    return last;
  }
}
