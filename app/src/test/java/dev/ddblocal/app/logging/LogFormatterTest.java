package dev.ddblocal.app.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatterTest {
  private final Formatter text = new TextLogFormatter();
  private final Formatter json = new JsonLogFormatter();

  @Test
  void a_text_line_has_time_level_logger_message_and_values() {
    LogRecord record = record(Level.WARNING, "lost {0} of {1}", 3, "five");
    record.setParameters(new Object[] {3, "five", Map.of("requestId", "ABC")});

    assertEquals(
        "2026-01-31T12:00:00.123Z warning dev.ddblocal.test: lost 3 of five requestId=ABC\n",
        text.format(record));
  }

  @Test
  void a_json_line_has_the_same_as_members() throws JsonProcessingException {
    LogRecord record = record(Level.SEVERE, "lost {0}", 3, Map.of("requestId", "ABC"));

    JsonNode line = parse(json.format(record));

    assertEquals("2026-01-31T12:00:00.123Z", line.get("time").asText());
    assertEquals("error", line.get("level").asText());
    assertEquals("dev.ddblocal.test", line.get("logger").asText());
    assertEquals("lost 3", line.get("message").asText());
    assertEquals("ABC", line.get("requestId").asText());
    assertEquals(5, line.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"quoted\" \\ back", "a\nb\r\tc", "\u0000\u001f", "ä€😀", "\ud800 lone"})
  void a_json_line_is_one_line_of_valid_json_whatever_the_message(String message)
      throws JsonProcessingException {
    String line = json.format(record(Level.INFO, message));

    assertEquals(1, line.lines().count());
    assertEquals(message, parse(line).get("message").asText());
  }

  @Test
  void numbers_and_booleans_are_such_in_json() throws JsonProcessingException {
    JsonNode line =
        parse(
            json.format(
                record(
                    Level.INFO,
                    "x",
                    Map.of("i", 1, "l", 2L, "d", 1.5, "b", true, "nan", Double.NaN, "s", "1"))));

    assertTrue(line.get("i").isInt());
    assertEquals(2, line.get("l").asLong());
    assertEquals(1.5, line.get("d").asDouble());
    assertTrue(line.get("b").isBoolean());
    assertEquals("NaN", line.get("nan").textValue());
    assertEquals("1", line.get("s").textValue());
  }

  @Test
  void values_cannot_replace_what_every_line_has() throws JsonProcessingException {
    String line = json.format(record(Level.INFO, "true", Map.of("message", "false")));

    assertEquals("true", parse(line).get("message").asText());
    assertEquals(line.indexOf("\"message\""), line.lastIndexOf("\"message\""));
  }

  @Test
  void a_text_line_cannot_be_forged_by_a_line_break() {
    String line = text.format(record(Level.INFO, "a\n2026 error forged"));

    assertEquals(1, line.lines().count());
  }

  @Test
  void shows_the_stack_trace() throws JsonProcessingException {
    LogRecord record = record(Level.SEVERE, "failed");
    record.setThrown(new IllegalStateException("why"));

    assertTrue(text.format(record).contains("java.lang.IllegalStateException: why\n\tat "));
    assertTrue(
        parse(json.format(record))
            .get("exception")
            .asText()
            .startsWith("java.lang.IllegalStateException: why\n\tat "));
  }

  @ParameterizedTest
  @CsvSource({"SEVERE, error", "WARNING, warning", "INFO, info", "FINE, debug", "FINEST, trace"})
  void names_levels_as_the_settings_do(String level, String name) throws JsonProcessingException {
    assertEquals(name, parse(json.format(record(Level.parse(level), "x"))).get("level").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20260131, Signature=hidden0",
        "{\"authorization\":\"AWS4-HMAC-SHA256 hidden0\"}",
        "X-Amz-Security-Token: hidden0",
        "GET /?X-Amz-Signature=hidden0&x=1",
        "Signature=hidden0",
        "{\"SecretAccessKey\": \"hidden0\"}",
        "aws_secret_access_key=hidden0",
        "secret key: hidden0",
        "SessionToken=hidden0",
        "password=hidden0"
      })
  void redacts_secrets(String message) {
    LogRecord record = record(Level.INFO, message, new Object[0]);
    record.setThrown(new IllegalStateException(message));

    for (Formatter formatter : new Formatter[] {text, json}) {
      String line = formatter.format(record);
      assertFalse(line.contains("hidden0"), line);
      assertTrue(line.contains("[redacted]"), line);
    }
  }

  @Test
  void redacts_a_value_whose_name_says_that_it_is_secret() {
    LogRecord record = record(Level.INFO, "x", Map.of("secretAccessKey", "hidden0"));

    assertFalse(text.format(record).contains("hidden0"));
    assertFalse(json.format(record).contains("hidden0"));
  }

  @Test
  void leaves_harmless_texts_alone() {
    String harmless = "GetItem 200 1.5 ms key schema of table signatures, authorized";

    assertTrue(text.format(record(Level.INFO, harmless)).endsWith(harmless + "\n"));
  }

  private static LogRecord record(Level level, String message, Object... parameters) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName("dev.ddblocal.test");
    record.setInstant(Instant.parse("2026-01-31T12:00:00.123Z"));
    record.setParameters(parameters);
    return record;
  }

  private static JsonNode parse(String line) throws JsonProcessingException {
    return new ObjectMapper().readTree(line);
  }
}
