package dev.ddblocal.storage.sqlite;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a storage, shared by all of its keyspaces and started when they are needed. While
 * some reading threads are held up by long reads, as many others take their place.
 */
final class StorageThreads implements AutoCloseable {
  private static final int READERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
  private static final int MOST_REPLACEMENTS = 8;

  /** Writers mostly wait for the disk, each for another keyspace. */
  private static final int WRITERS = 4;

  private static final int IDLE_SECONDS = 60;

  private final ThreadPoolExecutor readers = pool("storage-reader-", READERS);
  private final ThreadPoolExecutor writers = pool("storage-writer-", WRITERS);
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, named("storage-timer-"));
  private int longReads;

  StorageThreads() {
    readers.setMaximumPoolSize(READERS + MOST_REPLACEMENTS);
  }

  /** The most reads that run at a time. */
  static int mostReaders() {
    return READERS + MOST_REPLACEMENTS;
  }

  void read(Runnable task) {
    readers.execute(task);
  }

  void write(Runnable task) {
    writers.execute(task);
  }

  /** Runs short tasks at their time. */
  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  /** A reading thread will be busy for a while. */
  synchronized void longReadBegins() {
    longReads++;
    adjust();
  }

  /** It is free again. */
  synchronized void longReadEnds() {
    longReads--;
    adjust();
  }

  private void adjust() {
    readers.setCorePoolSize(READERS + Math.min(longReads, MOST_REPLACEMENTS));
  }

  /** Stops the threads; what they were given has been done. */
  @Override
  public void close() {
    timer.shutdownNow();
    readers.shutdown();
    writers.shutdown();
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
