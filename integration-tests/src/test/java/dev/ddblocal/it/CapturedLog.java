package dev.ddblocal.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the server logs, in the test's own JVM, while this is open. */
final class CapturedLog implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler handler = new Collector(records);

  private CapturedLog() {
    Logger.getLogger("").addHandler(handler);
  }

  /** Begins to capture. */
  static CapturedLog open() {
    return new CapturedLog();
  }

  /** The records of that level and above, each in a line. */
  List<String> atLeast(Level level) {
    return records.stream()
        .filter(logged -> logged.getLevel().intValue() >= level.intValue())
        .map(logged -> logged.getLevel() + " " + logged.getMessage() + causeOf(logged))
        .toList();
  }

  private static String causeOf(LogRecord logged) {
    return logged.getThrown() == null ? "" : ": " + logged.getThrown();
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(handler);
  }

  private static final class Collector extends Handler {
    private final List<LogRecord> records;

    Collector(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
