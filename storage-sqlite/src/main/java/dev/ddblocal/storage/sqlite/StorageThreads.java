package dev.ddblocal.storage.sqlite;

import java.util.ArrayDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a storage, shared by all of its keyspaces and started when they are needed.
 *
 * <p>Long reads get a share of the processors and no more, so that short ones find a thread and a
 * processor at any time. While some reading threads are busy with long reads, as many others take
 * their place; a read that turns out to be a long one when enough of them run has to wait.
 */
final class StorageThreads implements AutoCloseable {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int READERS = Math.clamp(PROCESSORS, 2, 4);
  private static final int MOST_LONG_READS = Math.clamp(PROCESSORS / 2, 1, 4);

  /** Writers mostly wait for the disk, each for another keyspace. */
  private static final int WRITERS = 4;

  private static final int IDLE_SECONDS = 60;

  private final ThreadPoolExecutor readers = pool("storage-reader-", READERS);
  private final ThreadPoolExecutor writers = pool("storage-writer-", WRITERS);
  private final ThreadPoolExecutor background = pool("storage-background-", 1);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, named("storage-timer-"));
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int longReads;

  StorageThreads() {
    readers.setMaximumPoolSize(READERS + MOST_LONG_READS);
  }

  /** The most reads that run at a time. */
  static int mostReaders() {
    return READERS + MOST_LONG_READS;
  }

  void read(Runnable task) {
    readers.execute(task);
  }

  void write(Runnable task) {
    writers.execute(task);
  }

  /** Runs a task that takes long and that nobody waits for, one at a time. */
  void background(Runnable task) {
    background.execute(task);
  }

  /** Runs short tasks at their time. */
  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  /**
   * Asks whether a read that turns out to be a long one may go on at once. If it may, {@link
   * #longReadEnds} is to be called behind it; else it is to be run anew, by {@link #readLong}.
   */
  synchronized boolean longReadBegins() {
    if (longReads == MOST_LONG_READS) {
      return false;
    }
    longReads++;
    adjust();
    return true;
  }

  /** A long read has ended; the one that has waited longest is next. */
  synchronized void longReadEnds() {
    Runnable next = waiting.poll();
    if (next != null) {
      readers.execute(next);
    } else {
      longReads--;
      adjust();
    }
  }

  /** Runs a task that is a long read as soon as it may run. */
  synchronized void readLong(Runnable task) {
    waiting.add(() -> {
      try {
        task.run();
      } finally {
        longReadEnds();
      }
    });
    if (longReadBegins()) {
      readers.execute(waiting.remove());
    }
  }

  private void adjust() {
    readers.setCorePoolSize(READERS + longReads);
  }

  /** Stops the threads; what they were given has been done. */
  @Override
  public void close() {
    timer.shutdownNow();
    readers.shutdown();
    writers.shutdown();
    background.shutdown();
  }

  private static ThreadPoolExecutor pool(String name, int size) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory named(String name) {
    return Thread.ofPlatform().daemon().name(name, 1).factory();
  }
}
