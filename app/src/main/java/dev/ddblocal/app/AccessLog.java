package dev.ddblocal.app;

import dev.ddblocal.http.RequestLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Logs a line for every request. */
final class AccessLog implements RequestLog, AutoCloseable {
  /** The logger that gets the lines. */
  static final String LOGGER = "dev.ddblocal.access";

  private static final int WAITING_LINES = 10_000;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final Logger LOG = System.getLogger(LOGGER);

  private final WriteBehind<Entry> lines =
      WriteBehind.start("ddb-local-access-log", WAITING_LINES, new Lines());

  private AccessLog() {}

  /** Starts the log. */
  static AccessLog start() {
    return new AccessLog();
  }

  @Override
  public boolean isEnabled() {
    return LOG.isLoggable(Level.INFO);
  }

  @Override
  public void log(Entry entry) {
    lines.add(entry);
  }

  private static final class Lines implements WriteBehind.Destination<Entry> {
    @Override
    public void write(Entry entry) {
      LOG.log(Level.INFO, "request", fields(entry));
    }

    @Override
    public void leftOut(long count) {
      LOG.log(Level.WARNING, "requests left out of the log", Map.of("count", count));
    }

    @Override
    public void idle() {
      // The logging of the process writes every line at once.
    }
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

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    lines.close();
  }
}
