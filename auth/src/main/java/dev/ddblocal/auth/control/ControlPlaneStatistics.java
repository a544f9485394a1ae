package dev.ddblocal.auth.control;

import java.util.concurrent.atomic.LongAdder;

/** What a data plane counts of its dealings with the control plane since it started. */
public final class ControlPlaneStatistics {
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder refusals = new LongAdder();
  private final LongAdder staleUses = new LongAdder();
  private final LongAdder overBudget = new LongAdder();
  private final LongAdder alarms = new LongAdder();

  ControlPlaneStatistics() {}

  /** HTTP requests sent, repeated ones included. */
  public long calls() {
    return calls.sum();
  }

  /** HTTP requests that no answer came to, or one that tells of a failure. */
  public long failures() {
    return failures.sum();
  }

  /** HTTP requests whose credentials were refused. */
  public long refusals() {
    return refusals.sum();
  }

  /** Uses of answers that should have been asked for anew and could not. */
  public long staleUses() {
    return staleUses.sum();
  }

  /** Requests of clients that were not looked up, because too many had been. */
  public long overBudget() {
    return overBudget.sum();
  }

  /** Events that somebody should look at. */
  public long alarms() {
    return alarms.sum();
  }

  void called() {
    calls.increment();
  }

  void failed() {
    failures.increment();
  }

  void refused() {
    refusals.increment();
  }

  void usedStale() {
    staleUses.increment();
  }

  void exceededBudget() {
    overBudget.increment();
  }

  void alarmed() {
    alarms.increment();
  }
}
