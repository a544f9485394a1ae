package dev.ddblocal.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The way of a call from its complete body to its answer, in one protocol. Safe for use by many
 * threads; a call may change its thread at each stage.
 */
abstract sealed class Pipeline permits OperationPipeline, QueryPipeline {
  /** The greatest body, before and after decompression. */
  static final int MAX_BODY = 16 << 20;

  private static final int LARGE_BODY = 256 * 1024;

  private final Logger logger = System.getLogger(getClass().getName());
  private final Executor workers;

  Pipeline(Executor workers) {
    this.workers = workers;
  }

  /** Runs a call whose body is complete; the exchange gets its answer, whatever happens. */
  final void run(Exchange exchange) {
    if (exchange.body().length > LARGE_BODY) {
      onWorker(exchange, () -> checkAndAuthenticate(exchange));
    } else {
      guarded(exchange, () -> checkAndAuthenticate(exchange));
    }
  }

  /** Takes up the call. What it throws is the call's answer. */
  abstract void checkAndAuthenticate(Exchange exchange);

  /** The answer that tells of a failure, which may be the caller's fault or ours. */
  abstract Answer answerTo(Exchange exchange, Throwable failure);

  /** Does work on a worker thread. */
  final void onWorker(Exchange exchange, Runnable work) {
    guarded(exchange, () -> workers.execute(() -> guarded(exchange, work)));
  }

  /** Nothing that goes wrong, whatever it is, may leave a request without its answer. */
  final void guarded(Exchange exchange, Runnable work) {
    try {
      work.run();
    } catch (Throwable failure) {
      fail(exchange, failure);
    }
  }

  /** Answers a call that failed. */
  final void fail(Exchange exchange, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    exchange.answer(answerTo(exchange, cause));
  }

  /** Writes a failure of ours into the log, under the request's id. */
  final void log(Exchange exchange, Throwable cause) {
    logger.log(Level.ERROR, "request " + exchange.requestId() + " failed", cause);
  }
}
