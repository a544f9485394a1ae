package dev.ddblocal.it;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test sets it. */
final class TestClock implements InstantSource {
  /** The time at which the clock begins. */
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Sets the clock. */
  void set(Instant time) {
    now.set(time);
  }
}
