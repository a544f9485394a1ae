package dev.ddblocal.domain.port.testing;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting in tests, for a minute at most. */
public final class Stages {
  private static final long PATIENCE_SECONDS = 60;

  private Stages() {}

  /** Waits for the stage's result; throws what the stage failed with, as it is. */
  public static <R> R await(CompletionStage<R> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError("the stage failed", failed.getCause());
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError("the stage did not complete", late);
    }
  }

  /** Waits until the latch is open. */
  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the latch did not open");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Waits until all parties have come to the barrier. */
  public static void await(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException failed) {
      throw new AssertionError("the barrier did not open", failed);
    }
  }
}
