package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.error.DynamoDbException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs works in groups: one transaction and one commit for many of them.
 *
 * <pre>
 *   BEGIN IMMEDIATE ─ work ─ work ─ work ─ statistics, catalogue ─ COMMIT ─ publish ─ tell callers
 *                       │
 *                       └ throws after a change: roll all back, and once more with savepoints
 *   SQLite fails (disk full, …): roll all back, and each work in a transaction of its own, so that
 *   only those fail that SQLite cannot do
 * </pre>
 *
 * <p>No caller hears of a work before its group is committed, not even of a failed one: what it saw
 * may be the uncommitted change of another.
 */
final class GroupCommit {
  private enum Outcome {
    SETTLED,
    NEEDS_SAVEPOINTS,
    STORAGE_FAILED
  }

  private final Session session;
  private final Path file;
  private final Consumer<Catalogue> publisher;
  private final Sequence sequence;
  private Catalogue catalogue;
  private SQLException storageFailure;
  private boolean failing;
  private volatile boolean broken;

  /**
   * Creates the writer of a keyspace.
   *
   * @param session the only connection that writes
   * @param file the database, for messages
   * @param catalogue the committed catalogue
   * @param sequence the numbers for works
   * @param publisher is given each further one after its commit, before a caller hears of it
   */
  GroupCommit(
      Session session,
      Path file,
      Catalogue catalogue,
      Sequence sequence,
      Consumer<Catalogue> publisher) {
    this.session = session;
    this.file = file;
    this.catalogue = catalogue;
    this.sequence = sequence;
    this.publisher = publisher;
  }

  /** Whether the connection can no longer be trusted and the database has to be opened again. */
  boolean broken() {
    return broken;
  }

  /** Runs the works in order, and settles them all. */
  void run(List<PendingWrite<?>> group) {
    try {
      Outcome outcome = attempt(group, false);
      if (outcome == Outcome.NEEDS_SAVEPOINTS) {
        outcome = attempt(group, true);
      }
      if (outcome == Outcome.STORAGE_FAILED) {
        runOneByOne(group);
      } else {
        failing = false;
      }
    } catch (RuntimeException | Error bug) {
      // Nobody knows where the connection stands now.
      broken = true;
      DynamoDbException answer = Failures.answer(bug, file);
      group.forEach(write -> write.fail(answer, file));
    }
  }

  private void runOneByOne(List<PendingWrite<?>> group) {
    // A full disk fails every group for a while; the operator needs to be told only once.
    if (!failing) {
      failing = true;
      Failures.reportStorage(storageFailure, file);
    }
    for (PendingWrite<?> write : group) {
      if (group.size() == 1 || broken || attempt(List.of(write), false) != Outcome.SETTLED) {
        write.fail(DynamoDbException.internalServerError(), file);
      }
    }
  }

  private Outcome attempt(List<PendingWrite<?>> group, boolean savepoints) {
    try {
      session.execute("BEGIN IMMEDIATE");
      SqliteWriteTransaction transaction = new SqliteWriteTransaction(session, catalogue, sequence);
      for (PendingWrite<?> write : group) {
        boolean whole =
            savepoints ? runInSavepoint(write, transaction) : runPlainly(write, transaction);
        if (!whole) {
          session.execute("ROLLBACK");
          if (group.size() > 1) {
            return Outcome.NEEDS_SAVEPOINTS;
          }
          write.settle(file);
          return Outcome.SETTLED;
        }
      }
      transaction.flush();
      session.execute("COMMIT");
      if (transaction.catalogue() != catalogue) {
        catalogue = transaction.catalogue();
        publisher.accept(catalogue);
      }
    } catch (SQLException failure) {
      storageFailure = failure;
      broken = !session.rollBackAfter(failure);
      return Outcome.STORAGE_FAILED;
    }
    group.forEach(write -> write.settle(file));
    return Outcome.SETTLED;
  }

  /** Answers false if the work left changes behind that must not stay. */
  private static boolean runPlainly(PendingWrite<?> write, SqliteWriteTransaction transaction)
      throws SQLException {
    transaction.beginWork();
    boolean succeeded = write.run(transaction);
    requireHealth(transaction);
    return succeeded || !transaction.changed();
  }

  private boolean runInSavepoint(PendingWrite<?> write, SqliteWriteTransaction transaction)
      throws SQLException {
    SqliteWriteTransaction.Mark mark = transaction.mark();
    session.execute("SAVEPOINT work");
    if (!runPlainly(write, transaction)) {
      session.execute("ROLLBACK TO work");
      transaction.takeBack(mark);
    }
    session.execute("RELEASE work");
    return true;
  }

  private static void requireHealth(SqliteWriteTransaction transaction) throws SQLException {
    if (transaction.failure() != null) {
      throw transaction.failure();
    }
  }
}
