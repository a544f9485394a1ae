package dev.ddblocal.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Keeps the write-ahead log short without making writers wait for it. SQLite's own checkpoints run
 * inside of a commit; these do most of their work beside the writer:
 *
 * <pre>
 *   log over its limit ─► another connection copies it into the file while commits go on
 *                      ─► the writer, between two groups, copies what came meanwhile and begins
 *                         the log anew
 * </pre>
 */
final class LogCheckpoints {
  /** The pages in the log above which it is copied: 32 MiB at 4 KiB. */
  private static final int LIMIT = 8192;

  /** By how many pages the log may grow before another attempt, where a reader prevented one. */
  private static final int RETRY = 1024;

  /** How long the writer waits for readers of the log to finish. */
  private static final int PATIENCE_MILLIS = 10;

  private enum Phase {
    IDLE,
    COPYING,
    COPIED
  }

  private final Session writer;
  private final PreparedStatement look;
  private int limit = LIMIT;
  private volatile Phase phase = Phase.IDLE;

  LogCheckpoints(Session writer) throws SQLException {
    this.writer = writer;
    this.look = writer.prepared("PRAGMA wal_checkpoint(NOOP)");
  }

  /**
   * Does what is due, on the writer's thread between two groups.
   *
   * @return whether {@link #copy} is to be called now, on another thread and connection
   */
  boolean advance() throws SQLException {
    if (phase == Phase.COPYING) {
      return false;
    }
    int pages = pagesInLog();
    if (phase == Phase.COPIED) {
      phase = Phase.IDLE;
      limit = pages + RETRY;
      if (beginLogAnew()) {
        limit = LIMIT;
      }
      return false;
    }
    if (pages < limit) {
      return false;
    }
    phase = Phase.COPYING;
    return true;
  }

  /** Copies the log into the file as far as no reader stands in the way. */
  void copy(Session session) throws SQLException {
    try (ResultSet row = session.prepared("PRAGMA wal_checkpoint(PASSIVE)").executeQuery()) {
      row.next();
    } finally {
      phase = Phase.COPIED;
    }
  }

  /** To be called if {@link #copy} was asked for and cannot be done. */
  void copyFailed() {
    phase = Phase.COPIED;
  }

  private int pagesInLog() throws SQLException {
    try (ResultSet row = look.executeQuery()) {
      return row.next() ? row.getInt(2) : 0;
    }
  }

  private boolean beginLogAnew() throws SQLException {
    writer.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
    try (ResultSet row = writer.prepared("PRAGMA wal_checkpoint(RESTART)").executeQuery()) {
      return row.next() && row.getInt(1) == 0;
    } finally {
      writer.execute("PRAGMA busy_timeout = " + ConnectionSource.BUSY_TIMEOUT_MILLIS);
    }
  }
}
