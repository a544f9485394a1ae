package dev.ddblocal.http;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The answers that other threads have ready for one event loop. Those that come together, as when
 * one commit completes many writes, wake the event loop once.
 */
final class AnswerQueue {
  private final Context context;
  private final Queue<Exchange> answered = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  AnswerQueue(Context context) {
    this.context = context;
  }

  /** Hands an exchange over whose answer is ready. For any thread. */
  void add(Exchange exchange) {
    answered.add(exchange);
    schedule();
  }

  private void schedule() {
    if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
      context.runOnContext(_ -> drain());
    }
  }

  private void drain() {
    Exchange exchange = answered.poll();
    while (exchange != null) {
      exchange.send();
      exchange = answered.poll();
    }
    scheduled.set(false);
    if (!answered.isEmpty()) {
      schedule();
    }
  }
}
