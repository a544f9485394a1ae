package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.StorageUnavailableException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** A keyspace's database while it is open: one session that writes, some that read. */
final class KeyspaceDatabase {
  /** While writes wait, a step of what is due besides is taken every so many groups. */
  private static final int DRAINS_PER_STEP = 16;

  /** One writes, and one more than those that read copies the log. */
  private static final int MOST_CONNECTIONS = StorageThreads.mostReaders() + 2;

  private final DatabaseFile file;
  private final DatabaseEncryption encryption;
  private final ConnectionSource source;
  private final Session writing;
  private final GroupCommit writer;
  private final Reclamation reclamation;
  private final EncryptionOfFile encryptionOfFile;
  private final LogCheckpoints checkpoints;
  private final ConcurrentLinkedDeque<Session> idleReaders = new ConcurrentLinkedDeque<>();
  private volatile Catalogue catalogue;
  private boolean droppedTables = true;
  private int drains;
  private DatabaseInspector inspector;

  private KeyspaceDatabase(
      DatabaseFile file, DatabaseEncryption encryption, ConnectionSource source, Session writing)
      throws SQLException {
    this.file = file;
    this.encryption = encryption;
    this.source = source;
    this.writing = writing;
    this.catalogue = Catalogue.load(writing.connection());
    Sequence sequence = Sequence.load(writing.connection());
    this.writer = new GroupCommit(writing, file.path(), catalogue, sequence, this::publish);
    this.reclamation = new Reclamation(writing);
    this.encryptionOfFile = new EncryptionOfFile(file, writing);
    this.checkpoints = new LogCheckpoints(writing);
  }

  /**
   * Opens the database; makes or migrates its file where that is needed.
   *
   * @throws StorageUnavailableException if the file is none of ours, newer or damaged, or encrypted
   *     by another key
   */
  static KeyspaceDatabase open(DatabaseFile file, DatabaseEncryption encryption)
      throws IOException, SQLException {
    file.prepare(encryption);
    ConnectionSource source = file.connections(MOST_CONNECTIONS);
    Session writing = null;
    try {
      writing = new Session(source, connection -> encryption.open(connection, file.path()));
      return new KeyspaceDatabase(file, encryption, source, writing);
    } catch (SQLException | RuntimeException failure) {
      closeAll(writing == null ? List.of() : List.of(writing), file.path());
      source.close();
      throw failure;
    }
  }

  Path path() {
    return file.path();
  }

  DatabaseFile file() {
    return file;
  }

  /** How it was opened. */
  DatabaseEncryption encryption() {
    return encryption;
  }

  GroupCommit writer() {
    return writer;
  }

  /**
   * Does a little of what is due besides the writes themselves, on the writer's thread.
   *
   * @param idle whether no write waits
   * @param logCopier is run if {@link #copyLog} is to be called on another thread
   * @param compactor is run if {@link #compact} is to be called on another thread
   */
  void chores(boolean idle, Runnable logCopier, Runnable compactor) {
    if (writer.broken()) {
      return;
    }
    try {
      if (checkpoints.advance()) {
        logCopier.run();
      }
      writing.payloads().upkeep(writing);
      if (choresLeft() && (idle || ++drains % DRAINS_PER_STEP == 0)) {
        step(compactor);
      }
    } catch (SQLException failure) {
      // Comes again with the next change of the catalogue, or when the database is opened again.
      droppedTables = false;
      encryptionOfFile.giveUp();
      Failures.reportStorage(failure, file.path());
    }
  }

  /** Whether {@link #chores} has more to do at once. */
  boolean choresLeft() {
    return droppedTables || encryptionOfFile.hasSteps();
  }

  private void step(Runnable compactor) throws SQLException {
    if (droppedTables) {
      droppedTables = reclamation.step();
      if (!droppedTables) {
        writing.payloads().retain(catalogue.stores());
      }
    } else if (encryptionOfFile.step(catalogue)) {
      compactor.run();
    }
  }

  /** Whether it may be closed for being idle: neither items nor the file wait to be encrypted. */
  boolean mayRest() {
    return !encryptionOfFile.isUnderWay();
  }

  /** Writes the file anew, beside reads and writes; answers whether it is to be closed for that. */
  boolean compact() {
    return encryptionOfFile.compact(this::catalogue);
  }

  /** Gives up a file that is being written anew. */
  void stopCompaction() {
    encryptionOfFile.stopCompaction();
  }

  /** Copies the write-ahead log into the file, beside reads and writes. */
  void copyLog() {
    Session session = null;
    boolean sound = false;
    try {
      session = borrowReader();
      checkpoints.copy(session);
      sound = true;
    } catch (SQLException failure) {
      checkpoints.copyFailed();
      Failures.reportStorage(failure, file.path());
    } finally {
      giveBack(session, sound);
    }
  }

  private void publish(Catalogue next) {
    catalogue = next;
    droppedTables = true;
  }

  /** The newest committed catalogue. */
  Catalogue catalogue() {
    return catalogue;
  }

  /** Lends a session for reading; opens one if all are lent. */
  Session borrowReader() throws SQLException {
    Session idle = idleReaders.pollFirst();
    return idle != null ? idle : new Session(source, _ -> writing.payloads());
  }

  /**
   * Takes a session back.
   *
   * @param sessionOrNull the session, if one was lent
   * @param sound whether nothing failed on it; it is closed otherwise
   */
  void giveBack(Session sessionOrNull, boolean sound) {
    if (sessionOrNull != null && sound) {
      idleReaders.addFirst(sessionOrNull);
    } else if (sessionOrNull != null) {
      closeAll(List.of(sessionOrNull), file.path());
    }
  }

  /** Runs a read on a session and in a snapshot of its own, however long it takes. */
  void readAlone(PendingRead<?> read) {
    Session session = null;
    boolean sound = false;
    try {
      session = borrowReader();
      try (Snapshot snapshot = Snapshot.take(session, catalogue)) {
        read.run(snapshot.transaction(() -> true), file.path());
      }
      sound = true;
    } catch (SQLException | RuntimeException | Error failure) {
      Failures.reportStorage(failure, file.path());
      read.fail(DynamoDbException.internalServerError(), file.path());
    } finally {
      giveBack(session, sound);
    }
  }

  /** The inspector, made on first use. */
  synchronized DatabaseInspector inspector(Supplier<Vertx> vertx) throws SQLException {
    if (inspector == null) {
      inspector = new DatabaseInspector(vertx.get(), file.connections(1));
    }
    return inspector;
  }

  /** Moves the log into the file and closes everything; no session may be lent. */
  synchronized void close() {
    if (inspector != null) {
      inspector.close();
    }
    List<Session> sessions = new ArrayList<>(idleReaders);
    // The last connection to be closed moves the log into the file and removes it.
    sessions.add(writing);
    closeAll(sessions, file.path());
    source.close();
    encryptionOfFile.finish(catalogue);
  }

  private static void closeAll(Collection<Session> sessions, Path path) {
    for (Session session : sessions) {
      try {
        session.close();
      } catch (SQLException failure) {
        Failures.reportStorage(failure, path);
      }
    }
  }
}
