package dev.ddblocal.app.configuration;

import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;

/**
 * What is logged, and how it looks.
 *
 * @param level the least important messages to log
 * @param format how a line looks
 */
public record LoggingConfiguration(Level level, Format format) {
  /** Refuses missing parts. */
  public LoggingConfiguration {
    Objects.requireNonNull(level, "level is null");
    Objects.requireNonNull(format, "format is null");
  }

  /** How a log line looks. */
  public enum Format {
    /** For people. */
    TEXT,
    /** A JSON object. */
    JSON
  }

  /** Reads the logging settings. */
  public static LoggingConfiguration of(Settings settings) {
    return new LoggingConfiguration(
        settings.value(Setting.LOG_LEVEL).oneOf(LoggingConfiguration::level),
        settings
            .value(Setting.LOG_FORMAT)
            .oneOf(text -> Format.valueOf(text.toUpperCase(Locale.ROOT))));
  }

  private static Level level(String name) {
    return switch (name) {
      case "off" -> Level.OFF;
      case "error" -> Level.SEVERE;
      case "warning" -> Level.WARNING;
      case "debug" -> Level.FINE;
      case "trace" -> Level.FINER;
      default -> Level.INFO;
    };
  }
}
