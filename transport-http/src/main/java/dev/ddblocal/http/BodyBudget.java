package dev.ddblocal.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of bodies that wait for their authentication, over all connections. */
final class BodyBudget {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes, unless that exceeds the limit: then nothing is taken and the answer is false. */
  boolean take(int bytes) {
    if (taken.addAndGet(bytes) <= limit) {
      return true;
    }
    taken.addAndGet(-bytes);
    return false;
  }

  /** Gives bytes back. */
  void release(int bytes) {
    taken.addAndGet(-bytes);
  }

  /** The bytes taken now. */
  long taken() {
    return taken.get();
  }
}
