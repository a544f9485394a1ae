package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadWork;
import dev.ddblocal.domain.port.WriteWork;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One account's tables in one region: two queues of accepted works and the database that they are
 * for, which is opened for the first work and closed when there was none for a while.
 *
 * <pre>
 *            first work                     idle, broken, storage closes
 *   CLOSED ─────────────► OPENING ──► OPEN ─────────────────────────────► CLOSING ──► CLOSED
 *
 *   while OPEN:  writes ─► one drain at a time, on any writing thread ─► GroupCommit
 *                reads ──► drains on the reading threads, each with a session and its snapshot
 *                            └ long ones that cannot go on at once ─► alone, when their turn comes
 * </pre>
 *
 * <p>Works are only ever queued under the lock and run without it; whoever changes the state calls
 * {@link #proceed}, which starts what is due.
 */
final class SqliteKeyspace implements Keyspace {
  private enum State {
    CLOSED,
    OPENING,
    OPEN,
    CLOSING
  }

  /** After so many reads, a drain lets other keyspaces have its thread. */
  private static final int READS_PER_DRAIN = 256;

  /** Another drain is worth its thread when so many reads wait for each one. */
  private static final int READS_WAITING_PER_DRAIN = 32;

  private final DatabaseFile file;
  private final KeyspaceOpening opening;
  private final StorageThreads threads;
  private final Runnable onOpened;

  private final Object lock = new Object();
  private final AcceptedWorks works = new AcceptedWorks();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private State state = State.CLOSED;
  private KeyspaceDatabase database;
  private int readDrains;
  private int longReads;
  private boolean writing;
  private boolean chores;
  private int guests;
  private boolean refusing;
  private boolean closingWanted;
  private boolean reopeningWanted;
  private volatile long lastUse = System.nanoTime();

  /**
   * Creates the keyspace; opens nothing yet.
   *
   * @param opening opens the file
   * @param onOpened is run, without waiting, each time the database has been opened
   */
  SqliteKeyspace(
      DatabaseFile file, KeyspaceOpening opening, StorageThreads threads, Runnable onOpened) {
    this.file = file;
    this.opening = opening;
    this.threads = threads;
    this.onOpened = onOpened;
  }

  @Override
  public <R> CompletionStage<R> read(ReadWork<R> work) {
    synchronized (lock) {
      if (refusing) {
        return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
      }
      PendingRead<R> read = works.addRead(work);
      noteUse();
      proceed();
      return read.stage();
    }
  }

  @Override
  public CompletionStage<Optional<TableDefinition>> table(TableName name) {
    KeyspaceDatabase open;
    synchronized (lock) {
      open = state == State.OPEN && !refusing ? database : null;
    }
    return open == null
        ? Keyspace.super.table(name)
        : CompletableFuture.completedFuture(open.catalogue().table(name));
  }

  @Override
  public <R> CompletionStage<R> write(WriteWork<R> work) {
    synchronized (lock) {
      if (refusing) {
        return CompletableFuture.failedFuture(DynamoDbException.internalServerError());
      }
      PendingWrite<R> write = works.addWrite(work);
      noteUse();
      proceed();
      return write.stage();
    }
  }

  private void noteUse() {
    lastUse = System.nanoTime();
    closingWanted = false;
  }

  /** Refuses further works, does those that were accepted, and closes the database. */
  CompletionStage<Void> close() {
    synchronized (lock) {
      refusing = true;
      closingWanted = true;
      proceed();
      return closed;
    }
  }

  /** Closes the database if it was not used since; the next work opens it again. */
  void closeIfUnusedSince(long nanoTime) {
    synchronized (lock) {
      if (state == State.OPEN && works.isEmpty() && lastUse - nanoTime <= 0 && database.mayRest()) {
        closingWanted = true;
        proceed();
      }
    }
  }

  /**
   * Opens the database again, between two works, if it is open and its account's key is no longer
   * that with which it was opened. Answers that key.
   */
  CompletionStage<Optional<AccountKey>> keysChanged() {
    return opening.announceKey().whenComplete((_, _) -> noticeKey());
  }

  private void noticeKey() {
    synchronized (lock) {
      if (state == State.OPEN) {
        reopeningWanted |= opening.isOutdated(database);
        proceed();
      }
    }
  }

  /** When the keyspace was used last, as {@link System#nanoTime} tells it. */
  long lastUse() {
    return lastUse;
  }

  /** Whether the database is open, or about to be opened or closed. */
  boolean isOpen() {
    synchronized (lock) {
      return state != State.CLOSED;
    }
  }

  /**
   * Lets the function use the database, which stays open until the stage that it answers completes;
   * answers empty if it is not open.
   */
  <R> Optional<CompletionStage<R>> ifOpen(Function<KeyspaceDatabase, CompletionStage<R>> use) {
    KeyspaceDatabase open;
    synchronized (lock) {
      if (state != State.OPEN) {
        return Optional.empty();
      }
      guests++;
      open = database;
    }
    return Optional.of(use.apply(open).whenComplete((_, _) -> guestLeaves()));
  }

  private void guestLeaves() {
    synchronized (lock) {
      guests--;
      proceed();
    }
  }

  /** Starts what is due. Called under the lock. */
  private void proceed() {
    boolean waiting = !works.isEmpty();
    if (state == State.CLOSED) {
      if (waiting) {
        state = State.OPENING;
        opening.start(this::opened);
      } else if (refusing) {
        closed.complete(null);
      }
    } else if (state == State.OPEN) {
      boolean ending = database.writer().broken() || reopeningWanted;
      if (!ending) {
        startDrains();
      }
      if (ending || (closingWanted && !waiting)) {
        endWhenQuiet();
      }
    }
  }

  private void endWhenQuiet() {
    if (writing || readDrains > 0 || guests > 0) {
      database.stopCompaction();
    } else {
      state = State.CLOSING;
      threads.write(this::closeDatabase);
    }
  }

  private void startDrains() {
    if (!writing && (works.hasWrites() || (chores && !closingWanted))) {
      writing = true;
      threads.write(this::drainWrites);
    }
    int free = readDrains - longReads;
    if (works.reads() > 0
        && readDrains < StorageThreads.mostReaders()
        && (free <= 0 || works.reads() > free * READS_WAITING_PER_DRAIN)) {
      readDrains++;
      threads.read(this::drainReads);
    }
  }

  private void opened(KeyspaceDatabase openedOrNull) {
    if (openedOrNull != null) {
      // Before anybody can close it again: with the last database, the storage ends.
      onOpened.run();
    }
    Runnable tellLost = () -> {};
    synchronized (lock) {
      if (openedOrNull != null) {
        state = State.OPEN;
        database = openedOrNull;
        closingWanted = refusing;
        chores = true;
        reopeningWanted = opening.isOutdated(database);
      } else {
        state = State.CLOSED;
        tellLost = works.takeAllToFail(file.path());
      }
      proceed();
    }
    tellLost.run();
  }

  private void closeDatabase() {
    try {
      database.close();
    } finally {
      synchronized (lock) {
        database = null;
        state = State.CLOSED;
        proceed();
      }
    }
  }

  private void drainWrites() {
    List<PendingWrite<?>> group;
    boolean idle;
    synchronized (lock) {
      group = works.nextGroup();
      idle = !works.hasWrites();
    }
    try {
      if (!group.isEmpty()) {
        database.writer().run(group);
      }
      database.chores(idle, () -> threads.write(asGuest(KeyspaceDatabase::copyLog)), this::compact);
    } finally {
      synchronized (lock) {
        writing = false;
        chores = database.choresLeft();
        proceed();
      }
    }
  }

  /** Writes the file anew beside the works; if that succeeds, the new one is opened. */
  private void compact() {
    threads.background(
        asGuest(open -> {
          boolean compacted = open.compact();
          synchronized (lock) {
            reopeningWanted |= compacted;
            chores = true;
          }
        }));
  }

  /** A visit of the open database, which stays open until the visit has been made. */
  private Runnable asGuest(Consumer<KeyspaceDatabase> visit) {
    KeyspaceDatabase open;
    synchronized (lock) {
      guests++;
      open = database;
    }
    return () -> {
      try {
        visit.accept(open);
      } finally {
        guestLeaves();
      }
    };
  }

  private void drainReads() {
    Session session = null;
    boolean sound = false;
    PendingRead<?> next = nextRead(Long.MAX_VALUE);
    try {
      if (next != null) {
        session = database.borrowReader();
      }
      int budget = READS_PER_DRAIN;
      while (next != null) {
        // Whatever is accepted by now may share the snapshot that is taken after now.
        long newest = works.readsAccepted();
        try (Snapshot snapshot = Snapshot.take(session, database.catalogue())) {
          while (next != null) {
            PendingRead<?> current = next;
            next = null;
            run(current, snapshot);
            next = --budget > 0 ? nextRead(newest) : null;
          }
        }
        next = budget > 0 ? nextRead(Long.MAX_VALUE) : null;
      }
      sound = true;
    } catch (SQLException | RuntimeException | Error failure) {
      Failures.reportStorage(failure, file.path());
      if (next != null) {
        next.fail(DynamoDbException.internalServerError(), file.path());
      }
    } finally {
      database.giveBack(session, sound);
      synchronized (lock) {
        readDrains--;
        proceed();
      }
    }
  }

  private void run(PendingRead<?> read, Snapshot snapshot) throws SQLException {
    SqliteReadTransaction transaction = snapshot.transaction(this::longReadBegins);
    try {
      read.run(transaction, file.path());
    } finally {
      if (transaction.isLong()) {
        longReadEnds();
      }
    }
    if (transaction.isPostponed()) {
      threads.readLong(asGuest(open -> open.readAlone(read)));
    }
  }

  private boolean longReadBegins() {
    if (!threads.longReadBegins()) {
      return false;
    }
    synchronized (lock) {
      longReads++;
      proceed();
    }
    return true;
  }

  private void longReadEnds() {
    threads.longReadEnds();
    synchronized (lock) {
      longReads--;
    }
  }

  /** Takes the next read off the queue if it was accepted no later than the one with the number. */
  private PendingRead<?> nextRead(long newest) {
    synchronized (lock) {
      return reopeningWanted ? null : works.nextRead(newest);
    }
  }
}
