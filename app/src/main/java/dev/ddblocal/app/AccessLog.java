package dev.ddblocal.app;

import dev.ddblocal.http.RequestLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a line for every request, on a thread of its own, because the event loops that report the
 * requests must not wait for stderr. Where lines come faster than they can be written, some are
 * left out and counted.
 */
final class AccessLog implements RequestLog, AutoCloseable {
  /** The logger that gets the lines. */
  static final String LOGGER = "dev.ddblocal.access";

  private static final int WAITING_LINES = 10_000;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final Logger LOG = System.getLogger(LOGGER);

  /** Tells the thread that nothing comes behind it. */
  private static final Entry END = new Entry("", "", 0, "", 0, "", "");

  private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING_LINES);
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread writer;

  private AccessLog() {
    writer = Thread.ofPlatform().daemon().name("ddb-local-access-log").unstarted(this::write);
  }

  /** Starts the thread. */
  static AccessLog start() {
    AccessLog log = new AccessLog();
    log.writer.start();
    return log;
  }

  @Override
  public boolean isEnabled() {
    return LOG.isLoggable(Level.INFO);
  }

  @Override
  public void log(Entry entry) {
    if (!waiting.offer(entry)) {
      leftOut.incrementAndGet();
    }
  }

  private void write() {
    try {
      for (Entry entry = waiting.take(); !isEnd(entry); entry = waiting.take()) {
        LOG.log(Level.INFO, "request", fields(entry));
        long missing = leftOut.getAndSet(0);
        if (missing > 0) {
          LOG.log(Level.WARNING, "requests left out of the log", Map.of("count", missing));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Every real request has an id. */
  private static boolean isEnd(Entry entry) {
    return entry.requestId().isEmpty();
  }

  private static Map<String, Object> fields(Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("requestId", entry.requestId());
    fields.put("status", entry.status());
    fields.put("milliseconds", milliseconds(entry.durationNanos()));
    putIfPresent(fields, "operation", entry.operation());
    putIfPresent(fields, "error", entry.errorCode());
    putIfPresent(fields, "account", entry.account());
    putIfPresent(fields, "accessKeyId", entry.accessKeyId());
    return fields;
  }

  private static double milliseconds(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / MICROS_PER_MILLI;
  }

  private static void putIfPresent(Map<String, Object> fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.put(name, value);
    }
  }

  /** Writes what waits, then ends the thread. */
  @Override
  public void close() {
    try {
      waiting.put(END);
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
