package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.value.Bytes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Encrypts the items that were there before their account got a key, in small steps, so that no
 * writer waits long. Each step is a transaction that also records how far it came: what is left
 * when the process ends goes on after the next start. What is put meanwhile is encrypted already.
 */
final class EncryptionOfRows {
  /** A step looks at so many rows at most. */
  private static final int ROWS = 100;

  /** A step looks at no further row once it has seen so many bytes. */
  private static final int BYTES = 128 * 1024;

  private final Session session;
  private final EncryptedPayloads payloads;

  EncryptionOfRows(Session session, EncryptedPayloads payloads) {
    this.session = session;
    this.payloads = payloads;
  }

  /** A row that a step has seen. */
  private record Row(long id, Bytes key, Bytes payload) {}

  /** Takes one step in a transaction of its own; answers whether there was anything to do. */
  boolean step() throws SQLException {
    session.execute("BEGIN IMMEDIATE");
    try {
      boolean any = stepWithin();
      session.execute("COMMIT");
      return any;
    } catch (SQLException failure) {
      session.rollBackAfter(failure);
      throw failure;
    }
  }

  private boolean stepWithin() throws SQLException {
    int number;
    long lastRow;
    UUID store;
    try (ResultSet next =
        session
            .prepared(
                "SELECT u.number, u.last_row, s.id"
                    + " FROM unencrypted_stores u LEFT JOIN stores s USING (number) LIMIT 1")
            .executeQuery()) {
      if (!next.next()) {
        return false;
      }
      number = next.getInt(1);
      lastRow = next.getLong(2);
      String id = next.getString(3);
      store = id == null ? null : UUID.fromString(id);
    }
    // Rows of stores that were dropped meanwhile go away without this.
    List<Row> rows = store == null ? List.of() : rowsBehind(number, lastRow);
    if (rows.isEmpty()) {
      session.executeOnce("DELETE FROM unencrypted_stores WHERE number = " + number);
      return true;
    }
    encrypt(number, store, rows);
    PreparedStatement progress =
        session.prepared("UPDATE unencrypted_stores SET last_row = ? WHERE number = ?");
    progress.setLong(1, rows.getLast().id());
    progress.setInt(2, number);
    progress.executeUpdate();
    return true;
  }

  private List<Row> rowsBehind(int number, long lastRow) throws SQLException {
    List<Row> seen = new ArrayList<>();
    int bytes = 0;
    String sql =
        "SELECT id, key, item FROM "
            + TableStatements.tableName(number)
            + " WHERE id > ? ORDER BY id LIMIT "
            + ROWS;
    try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
      statement.setLong(1, lastRow);
      try (ResultSet rows = statement.executeQuery()) {
        while (bytes < BYTES && rows.next()) {
          Row row =
              new Row(rows.getLong(1), Bytes.wrap(rows.getBytes(2)), Bytes.wrap(rows.getBytes(3)));
          seen.add(row);
          bytes += row.payload().length();
        }
      }
    }
    return seen;
  }

  private void encrypt(int number, UUID store, List<Row> rows) throws SQLException {
    String sql = "UPDATE " + TableStatements.tableName(number) + " SET item = ? WHERE id = ?";
    try (PreparedStatement update = session.connection().prepareStatement(sql)) {
      for (Row row : rows) {
        byte[] payload = row.payload().unsafeArray();
        if (!SealedPayload.isSealed(payload)) {
          update.setBytes(1, payloads.seal(store, row.key().unsafeArray(), payload));
          update.setLong(2, row.id());
          update.executeUpdate();
        }
      }
    }
  }
}
