package dev.ddblocal.storage.sqlite;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the storage tells the operator, kept from the tests' own output. */
final class CapturedLog extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger(CapturedLog.class.getPackageName());
  private final List<String> lines = new CopyOnWriteArrayList<>();

  CapturedLog() {
    setFormatter(new SimpleFormatter());
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(getFormatter().formatMessage(record));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.setUseParentHandlers(true);
    logger.removeHandler(this);
  }
}
