package dev.ddblocal.app.logging;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A JSON object on a line of its own: {@code time}, {@code level}, {@code logger}, {@code message},
 * the named values, and {@code exception} where there is one. Numbers and booleans are such, all
 * other values are strings.
 */
public final class JsonLogFormatter extends Formatter {
  private static final Set<String> RESERVED =
      Set.of("time", "level", "logger", "message", "exception");

  /** Creates the formatter. */
  public JsonLogFormatter() {}

  @Override
  public String format(LogRecord record) {
    Map<String, Object> members = new LinkedHashMap<>(LogFields.of(record));
    StringBuilder line = new StringBuilder("{");
    append(line, "time", record.getInstant().truncatedTo(ChronoUnit.MILLIS));
    append(line, "level", LogFields.levelName(record.getLevel()));
    append(line, "logger", String.valueOf(record.getLoggerName()));
    append(line, "message", formatMessage(record));
    members.keySet().removeAll(RESERVED);
    members.forEach((name, value) -> append(line, name, value));
    if (record.getThrown() != null) {
      append(line, "exception", LogFields.stackTrace(record.getThrown()));
    }
    return line.append("}\n").toString();
  }

  private static void append(StringBuilder line, String name, Object value) {
    if (line.length() > 1) {
      line.append(',');
    }
    quote(line, name);
    line.append(':');
    if (value instanceof Boolean || isJsonNumber(value)) {
      line.append(value);
    } else {
      quote(line, Redaction.redact(name, String.valueOf(value)));
    }
  }

  private static boolean isJsonNumber(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || (value instanceof Double number && Double.isFinite(number));
  }

  private static void quote(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          // A lone surrogate has no UTF-8 form; an escape keeps the line readable.
          if (c < ' ' || Character.isSurrogate(c)) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }
}
