package dev.ddblocal.app;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Entries that are written on a thread of their own, because whoever makes them must not wait for a
 * file or a terminal. Where they come faster than they can be written, some are left out and
 * counted.
 *
 * @param <E> an entry
 */
final class WriteBehind<E> implements AutoCloseable {
  /** Where entries go; called on the one thread. */
  interface Destination<E> {
    /** Writes an entry. */
    void write(E entry);

    /** Tells that this many entries had to be left out since the last call; at least one. */
    void leftOut(long count);

    /** Nothing waits to be written at this moment. */
    void idle();
  }

  private final BlockingQueue<Optional<E>> waiting;
  private final AtomicLong leftOut = new AtomicLong();
  private final Destination<E> destination;
  private final Thread writer;

  private WriteBehind(String threadName, int capacity, Destination<E> destination) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.destination = destination;
    this.writer = Thread.ofPlatform().daemon().name(threadName).unstarted(this::write);
  }

  /**
   * Starts the thread.
   *
   * @param capacity how many entries may wait
   */
  static <E> WriteBehind<E> start(String threadName, int capacity, Destination<E> destination) {
    WriteBehind<E> queue = new WriteBehind<>(threadName, capacity, destination);
    queue.writer.start();
    return queue;
  }

  /** Takes an entry. Never waits. */
  void add(E entry) {
    if (!waiting.offer(Optional.of(entry))) {
      leftOut.incrementAndGet();
    }
  }

  private void write() {
    try {
      for (Optional<E> entry = waiting.take(); entry.isPresent(); entry = waiting.take()) {
        destination.write(entry.get());
        long missing = leftOut.getAndSet(0);
        if (missing > 0) {
          destination.leftOut(missing);
        }
        if (waiting.isEmpty()) {
          destination.idle();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    destination.idle();
  }

  /** Writes what waits, then ends the thread. */
  @Override
  public void close() {
    try {
      waiting.put(Optional.empty());
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
