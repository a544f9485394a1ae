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
   * Runs the work and completes its stage, unless the transaction has postponed it.
   *
   * @throws SQLException if SQLite failed; the stage is complete nevertheless
   */
  void run(SqliteReadTransaction transaction, Path file) throws SQLException {
    try {
      R result = work.run(transaction);
      if (isAnswered(transaction)) {
        stage.complete(result);
      }
    } catch (RuntimeException | Error failure) {
      if (isAnswered(transaction)) {
        fail(failure, file);
      }
    }
    if (transaction.failure() != null) {
      fail(DynamoDbException.internalServerError(), file);
      throw transaction.failure();
    }
  }

  /** Whether what the work answered or threw is its own. */
  private static boolean isAnswered(SqliteReadTransaction transaction) {
    return transaction.failure() == null && !transaction.isPostponed();
  }

  void fail(Throwable failure, Path file) {
    stage.completeExceptionally(Failures.answer(failure, file));
  }
}
