package dev.ddblocal.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/**
 * A connection's stay in one state of its keyspace. The snapshot stands from opening to closing: an
 * unfinished query holds SQLite's read transaction open, and every other query of the connection
 * joins it. That query also tells which catalogue belongs to the snapshot, so BEGIN and COMMIT are
 * saved.
 */
final class Snapshot implements AutoCloseable {
  private final Session session;
  private final Catalogue catalogue;
  private final ItemPayloads.Reader reader;
  private final ResultSet anchor;

  private Snapshot(
      Session session, Catalogue catalogue, ItemPayloads.Reader reader, ResultSet anchor) {
    this.session = session;
    this.catalogue = catalogue;
    this.reader = reader;
    this.anchor = anchor;
  }

  /**
   * Takes a snapshot of now.
   *
   * @param newest the newest catalogue that was published before the call
   */
  static Snapshot take(Session session, Catalogue newest) throws SQLException {
    ItemPayloads.Reader reader = session.payloads().reader();
    ResultSet anchor = session.prepared("SELECT catalogue_version FROM keyspace").executeQuery();
    try {
      if (!anchor.next()) {
        throw new SQLException("the table keyspace is empty");
      }
      // A commit may have come between the publication and this snapshot.
      Catalogue catalogue =
          anchor.getLong(1) == newest.version() ? newest : Catalogue.load(session.connection());
      return new Snapshot(session, catalogue, reader, anchor);
    } catch (SQLException | RuntimeException failure) {
      anchor.close();
      throw failure;
    }
  }

  /**
   * A view of the snapshot for one work.
   *
   * @param mayBeLong is asked whether the work may go on if it turns out to be a long read
   */
  SqliteReadTransaction transaction(BooleanSupplier mayBeLong) {
    return new SqliteReadTransaction(session, catalogue, reader, mayBeLong);
  }

  @Override
  public void close() throws SQLException {
    anchor.close();
  }
}
