package dev.ddblocal.storage.sqlite;

import java.sql.SQLException;

/** A failure of SQLite on its way through a work. */
final class StorageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StorageFailure(SQLException cause) {
    super(cause);
  }
}
