package dev.ddblocal.auth.identity;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that grows with every change of the identity table made through this process. What is
 * remembered of the table goes with the number that was seen before it was read, and counts as long
 * as the number is still that one; so a change shows at once.
 */
public final class IdentityRevision {
  private final AtomicLong number = new AtomicLong();

  /** The number now. */
  public long current() {
    return number.get();
  }

  /** Says that the table may have changed. Called after a change and before its caller hears. */
  public void bump() {
    number.incrementAndGet();
  }
}
