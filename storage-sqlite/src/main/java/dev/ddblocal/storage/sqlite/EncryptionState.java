package dev.ddblocal.storage.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far a database is encrypted. Its {@code PRAGMA application_id} says so, which stands in the
 * first hundred bytes of the file: to tell, nobody has to open the database.
 */
enum EncryptionState {
  /** Its account has no key. In letters, the id is DDBL. */
  PLAIN(0x4444424C),
  /**
   * Its account got a key when there were items; what is put is encrypted, older items may not be.
   * In letters, the id is DDBR.
   */
  UNDER_WAY(0x44444252),
  /** Every item is encrypted, and nothing else is left in the file. In letters, the id is DDBE. */
  COMPLETE(0x44444245);

  private final int applicationId;

  EncryptionState(int applicationId) {
    this.applicationId = applicationId;
  }

  /** The statement that makes it the state of a database. */
  String pragma() {
    return "PRAGMA application_id = " + applicationId;
  }

  /** The state of a database with that application id; empty if it is none of ours. */
  static Optional<EncryptionState> of(int applicationId) {
    return Arrays.stream(values()).filter(s -> s.applicationId == applicationId).findFirst();
  }

  /** The state of the database that the connection sees. */
  static EncryptionState read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA application_id")) {
      int id = row.next() ? row.getInt(1) : 0;
      return of(id).orElseThrow(() -> new SQLException("it is another application's database"));
    }
  }
}
