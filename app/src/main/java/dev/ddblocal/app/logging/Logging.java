package dev.ddblocal.app.logging;

import dev.ddblocal.app.configuration.LoggingConfiguration;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Sets up java.util.logging, to which everything logs, ours and the libraries': all lines go to
 * stderr in one format. The JVM has one logging, so only the launcher does this; who embeds the
 * server keeps their own.
 */
public final class Logging {
  private final Logger root = LogManager.getLogManager().getLogger("");

  /** Kept here because java.util.logging forgets a logger's level with the logger. */
  private final Logger accessLog;

  private Logging(String accessLogger) {
    accessLog = Logger.getLogger(accessLogger);
  }

  /**
   * Replaces what was set up before.
   *
   * @param accessLogger the name of the logger that gets a line for every request
   * @return to be kept as long as the settings shall last
   */
  public static Logging install(LoggingConfiguration configuration, String accessLogger) {
    Logging logging = new Logging(accessLogger);
    for (Handler handler : logging.root.getHandlers()) {
      logging.root.removeHandler(handler);
    }
    Handler handler = new ConsoleHandler();
    handler.setFormatter(formatter(configuration.format()));
    handler.setLevel(Level.ALL);
    logging.root.addHandler(handler);
    logging.root.setLevel(configuration.level());
    logging.accessLog.setLevel(configuration.accessLog() ? Level.INFO : Level.OFF);
    return logging;
  }

  private static Formatter formatter(LoggingConfiguration.Format format) {
    return switch (format) {
      case TEXT -> new TextLogFormatter();
      case JSON -> new JsonLogFormatter();
    };
  }
}
