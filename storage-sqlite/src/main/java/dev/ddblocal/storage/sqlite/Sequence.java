package dev.ddblocal.storage.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The numbers that works are given, counted by the only writer of a keyspace. The last one of a
 * group of works is recorded in the group's transaction. The count never goes back, so that numbers
 * which a failed work has seen are left out.
 */
final class Sequence {
  static final String RECORD = "UPDATE keyspace SET sequence_number = ?";

  private long last;

  private Sequence(long last) {
    this.last = last;
  }

  /** Goes on where the last committed transaction has ended. */
  static Sequence load(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT sequence_number FROM keyspace")) {
      if (!row.next()) {
        throw new SQLException("the table keyspace is empty");
      }
      return new Sequence(row.getLong(1));
    }
  }

  long next() {
    return ++last;
  }

  /** The number that was given last; 0 if none ever was. */
  long last() {
    return last;
  }
}
