package dev.ddblocal.it.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Calls one after the other in a thread each, for as long as something else happens. */
final class Load implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<AtomicLong> counts = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  /** A call, by its number. */
  @FunctionalInterface
  interface Call {
    void run(long number) throws Exception;
  }

  /** Begins. */
  static Load start(Call... calls) {
    Load load = new Load();
    for (Call call : calls) {
      AtomicLong count = new AtomicLong();
      load.counts.add(count);
      load.threads.add(Thread.ofPlatform().daemon().start(() -> load.repeat(call, count)));
    }
    return load;
  }

  private void repeat(Call call, AtomicLong count) {
    while (!stopped) {
      try {
        call.run(count.get());
      } catch (Exception e) {
        failures.add(e.toString());
      }
      count.incrementAndGet();
    }
  }

  /** Waits until every thread has begun and ended some more calls. */
  void goOn() throws Exception {
    List<Long> before = counts.stream().map(AtomicLong::get).toList();
    for (int i = 0; i < before.size(); i++) {
      AtomicLong count = counts.get(i);
      long enough = before.get(i) + 3;
      Awaited.until("more calls", () -> count.get() >= enough);
    }
  }

  /** What went wrong so far. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
