package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.ReadWork;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/** A read that was accepted. */
final class PendingRead<R> {
  private final ReadWork<R> work;
  private final long number;
  private final CompletableFuture<R> stage = new CompletableFuture<>();

  /**
   * Creates the read.
   *
   * @param number its place in the order in which the keyspace's reads were accepted
   */
  PendingRead(ReadWork<R> work, long number) {
    this.work = work;
    this.number = number;
  }

  long number() {
    return number;
  }

  CompletableFuture<R> stage() {
    return stage;
  }

  /**
   * Runs the work and completes its stage.
   *
   * @throws SQLException if SQLite failed; the stage is complete nevertheless
   */
  void run(SqliteReadTransaction transaction, Path file) throws SQLException {
    try {
      R result = work.run(transaction);
      if (transaction.failure() == null) {
        stage.complete(result);
        return;
      }
    } catch (RuntimeException | Error failure) {
      if (transaction.failure() == null) {
        fail(failure, file);
        return;
      }
    }
    fail(DynamoDbException.internalServerError(), file);
    throw transaction.failure();
  }

  void fail(Throwable failure, Path file) {
    stage.completeExceptionally(Failures.answer(failure, file));
  }
}
