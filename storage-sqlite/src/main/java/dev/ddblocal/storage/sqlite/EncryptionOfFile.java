package dev.ddblocal.storage.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Brings a database whose account got a key later to where nothing in its file is left that is not
 * encrypted: first the rows, in small steps; then the file itself, which is written anew.
 *
 * <pre>
 *   ROWS ─► COMPACTION_DUE ─► COMPACTING ─► COMPACTED ─► the database is closed, and opened: DONE
 *                  ▲              │ a table was made, altered or dropped meanwhile
 *                  └──────────────┘
 * </pre>
 */
final class EncryptionOfFile {
  private enum Phase {
    ROWS,
    COMPACTION_DUE,
    COMPACTING,
    COMPACTED,
    DONE,
    /** Until the database is opened next. */
    GIVEN_UP
  }

  /** After so many attempts the file is written anew only after it is opened again. */
  private static final int MOST_ATTEMPTS = 3;

  private static final System.Logger LOG = System.getLogger(EncryptionOfFile.class.getName());

  private final DatabaseFile file;
  private final Session writing;
  private final EncryptionOfRows rows;
  private volatile Phase phase = Phase.DONE;
  private volatile Compaction compaction;
  private int attempts;

  EncryptionOfFile(DatabaseFile file, Session writing) throws SQLException {
    this.file = file;
    this.writing = writing;
    if (writing.payloads() instanceof EncryptedPayloads payloads
        && EncryptionState.read(writing.connection()) == EncryptionState.UNDER_WAY) {
      rows = new EncryptionOfRows(writing, payloads);
      phase = Phase.ROWS;
    } else {
      rows = null;
    }
  }

  boolean isUnderWay() {
    return phase != Phase.DONE && phase != Phase.GIVEN_UP;
  }

  /** Whether {@link #step} has something to do now. */
  boolean hasSteps() {
    return phase == Phase.ROWS || phase == Phase.COMPACTION_DUE;
  }

  /** Does nothing more until the database is opened next. */
  void giveUp() {
    if (hasSteps()) {
      phase = Phase.GIVEN_UP;
    }
  }

  /**
   * Takes a step, on the writer's thread between two groups, when there are no dropped tables.
   *
   * @return whether {@link #compact} is to be called now, on another thread
   */
  boolean step(Catalogue catalogue) throws SQLException {
    if (phase == Phase.ROWS) {
      if (!rows.step()) {
        phase = Phase.COMPACTION_DUE;
      }
      return false;
    }
    if (phase != Phase.COMPACTION_DUE) {
      return false;
    }
    compaction = new Compaction(file, catalogue.version());
    writing.noteChanges(compaction.changes());
    phase = Phase.COMPACTING;
    return true;
  }

  /** Writes the file anew; answers whether the database is to be closed, so that it can be used. */
  boolean compact(Supplier<Catalogue> now) {
    Phase next = Phase.GIVEN_UP;
    try {
      compaction.copy();
      if (compaction.isOf(now.get())) {
        next = Phase.COMPACTED;
      } else if (++attempts < MOST_ATTEMPTS) {
        next = Phase.COMPACTION_DUE;
      }
    } catch (SQLException failure) {
      if (!compaction.isStopped()) {
        Failures.reportStorage(failure, file.path());
      }
    } finally {
      if (next != Phase.COMPACTED) {
        writing.noteChanges(null);
        compaction.discard();
      }
      phase = next;
    }
    return next == Phase.COMPACTED;
  }

  /** Breaks off what {@link #compact} does. */
  void stopCompaction() {
    Compaction begun = compaction;
    if (begun != null && phase == Phase.COMPACTING) {
      begun.stop();
    }
  }

  /** Uses the new file if there is one; the database has been closed. */
  void finish(Catalogue last) {
    if (phase != Phase.COMPACTED) {
      return;
    }
    try {
      if (compaction.isOf(last) && !compaction.changes().isFull()) {
        compaction.finish();
        phase = Phase.DONE;
        LOG.log(System.Logger.Level.INFO, "The database {0} is encrypted", file.path());
      }
    } catch (IOException | SQLException failure) {
      Failures.reportStorage(failure, file.path());
    } finally {
      compaction.discard();
    }
  }
}
