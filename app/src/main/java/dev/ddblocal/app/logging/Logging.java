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
  private Logging() {}

  /** Replaces what was set up before. */
  public static void install(LoggingConfiguration configuration) {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler handler = new ConsoleHandler();
    handler.setFormatter(formatter(configuration.format()));
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(configuration.level());
  }

  private static Formatter formatter(LoggingConfiguration.Format format) {
    return switch (format) {
      case TEXT -> new TextLogFormatter();
      case JSON -> new JsonLogFormatter();
    };
  }
}
