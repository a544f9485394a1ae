package dev.ddblocal.app.logging;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A line for people: time (UTC), level, logger, message, then the named values.
 *
 * <pre>2026-01-31T12:00:00.123Z info    dev.ddblocal.app: message name=value</pre>
 */
public final class TextLogFormatter extends Formatter {
  private static final int LEVEL_WIDTH = "warning".length();

  /** Creates the formatter. */
  public TextLogFormatter() {}

  @Override
  public String format(LogRecord record) {
    String level = LogFields.levelName(record.getLevel());
    StringBuilder line =
        new StringBuilder()
            .append(record.getInstant().truncatedTo(ChronoUnit.MILLIS))
            .append(' ')
            .append(level)
            .append(" ".repeat(LEVEL_WIDTH - level.length()))
            .append(' ')
            .append(record.getLoggerName())
            .append(": ")
            .append(formatMessage(record));
    for (Map.Entry<String, Object> field : LogFields.of(record).entrySet()) {
      line.append(' ').append(field.getKey()).append('=').append(field.getValue());
    }
    escapeControls(line);
    if (record.getThrown() != null) {
      line.append('\n').append(LogFields.stackTrace(record.getThrown()).stripTrailing());
    }
    return Redaction.redact(line.toString()) + '\n';
  }

  /** A caller's line break must not look like a line of ours. */
  private static void escapeControls(StringBuilder line) {
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, '?');
      }
    }
  }
}
