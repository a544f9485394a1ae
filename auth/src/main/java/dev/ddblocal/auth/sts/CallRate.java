package dev.ddblocal.auth.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** How often each caller may ask: 100 times at once, and 50 times a second from then on. */
final class CallRate {
  private static final int CALLERS = 10_000;
  private static final double BURST = 100;
  private static final double CALLS_PER_NANO = 50 / 1e9;

  private final InstantSource clock;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(CALLERS).executor(Runnable::run).build();

  CallRate(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** Whether the caller may ask once more now; counts as a call if so. */
  boolean permits(String caller) {
    Instant now = clock.instant();
    return buckets.get(caller, _ -> new Bucket(BURST, now)).take(now);
  }

  /** What is left of a caller's calls. */
  private static final class Bucket {
    private double left;
    private Instant at;

    Bucket(double left, Instant at) {
      this.left = left;
      this.at = at;
    }

    synchronized boolean take(Instant now) {
      if (now.isAfter(at)) {
        double gained = Duration.between(at, now).toNanos() * CALLS_PER_NANO;
        left = Math.min(BURST, left + gained);
        at = now;
      }
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }
}
