package dev.ddblocal.storage.sqlite;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * Loads SQLite while the rest of the server starts, so that the first request does not wait for it:
 * the driver's classes, its native library and what the first connection needs.
 */
final class DriverPreload {
  private DriverPreload() {}

  /**
   * Loads SQLite. A failure is left to the first database that is opened, which can name itself.
   */
  static void run() {
    try (Connection connection =
        JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties())) {
      connection.isValid(0);
    } catch (SQLException | LinkageError failure) {
      System.getLogger(DriverPreload.class.getName())
          .log(Level.DEBUG, "SQLite could not be loaded beforehand", failure);
    }
  }
}
