package dev.ddblocal.it.identity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a server does by itself. */
final class Awaited {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Awaited() {}

  /** Something that holds or does not. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits until a condition holds; fails with the text if it never does. */
  static void until(String what, Condition condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new TimeoutException("never: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
