package dev.ddblocal.auth.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class says to the log while this is open; nothing of it goes anywhere else. */
public final class AlarmLog extends Handler implements AutoCloseable {
  private final Logger logger;
  private final boolean useParentHandlers;
  private final List<Alarm> alarms = new CopyOnWriteArrayList<>();

  private AlarmLog(Logger logger) {
    this.logger = logger;
    this.useParentHandlers = logger.getUseParentHandlers();
  }

  /**
   * Something that was said.
   *
   * @param level how grave it is
   * @param message the text
   */
  public record Alarm(Level level, String message) {}

  /** Listens to a class. */
  public static AlarmLog of(Class<?> speaker) {
    AlarmLog log = new AlarmLog(Logger.getLogger(speaker.getName()));
    log.logger.setUseParentHandlers(false);
    log.logger.addHandler(log);
    return log;
  }

  /** What was said so far. */
  public List<Alarm> alarms() {
    return List.copyOf(alarms);
  }

  /** The texts of what was said so far. */
  public List<String> messages() {
    return alarms.stream().map(Alarm::message).toList();
  }

  @Override
  public void publish(LogRecord record) {
    alarms.add(new Alarm(record.getLevel(), record.getMessage()));
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(useParentHandlers);
  }
}
