package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.port.WriteWork;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A write that was accepted. It may be run several times before it is settled. */
final class PendingWrite<R> {
  private final WriteWork<R> work;
  private final CompletableFuture<R> stage = new CompletableFuture<>();
  private R result;
  private Throwable failure;

  PendingWrite(WriteWork<R> work) {
    this.work = work;
  }

  CompletableFuture<R> stage() {
    return stage;
  }

  /** Runs the work and notes its outcome; answers whether it succeeded. */
  boolean run(SqliteWriteTransaction transaction) {
    result = null;
    failure = null;
    try {
      result = work.run(transaction);
      return true;
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
      return false;
    }
  }

  /** Tells the caller the outcome of the last run. */
  void settle(Path file) {
    if (failure == null) {
      stage.complete(result);
    } else {
      fail(failure, file);
    }
  }

  void fail(Throwable cause, Path file) {
    stage.completeExceptionally(Failures.answer(cause, file));
  }
}
