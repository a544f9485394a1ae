package dev.ddblocal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.app.configuration.ConfigurationException;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line per decision (spec: authentication, audit log). */
class AuditLogFileTest {
  private static final AuditEvent DENIED =
      new AuditEvent(
          Instant.parse("2026-01-02T03:04:05.678901Z"),
          new RequestOrigin("REQ1", "192.0.2.7", false, "agent", ""),
          "ELAKSOMEKEYOFAUSER01",
          "arn:aws:iam::111122223333:user/\"odd\"\n",
          "111122223333",
          "us-east-1",
          "dynamodb:GetItem",
          "arn:aws:dynamodb:us-east-1:111122223333:table/T",
          AuditEvent.Outcome.EXPLICIT_DENY,
          "IDENTITY",
          "own-items",
          "NotYours");
  private static final String LINE =
      "{\"time\":\"2026-01-02T03:04:05.678Z\",\"requestId\":\"REQ1\",\"source\":\"192.0.2.7\","
          + "\"accessKeyId\":\"ELAKSOMEKEYOFAUSER01\","
          + "\"principal\":\"arn:aws:iam::111122223333:user/\\\"odd\\\"\\n\","
          + "\"account\":\"111122223333\",\"region\":\"us-east-1\","
          + "\"action\":\"dynamodb:GetItem\","
          + "\"resource\":\"arn:aws:dynamodb:us-east-1:111122223333:table/T\","
          + "\"decision\":\"EXPLICIT_DENY\",\"reason\":\"IDENTITY\",\"policy\":\"own-items\","
          + "\"sid\":\"NotYours\"}";

  @TempDir Path folder;

  private static AuditEvent unauthenticated() {
    return new AuditEvent(
        Instant.EPOCH,
        RequestOrigin.INTERNAL,
        "",
        "",
        "",
        "",
        "",
        "",
        AuditEvent.Outcome.NOT_AUTHENTICATED,
        "MissingAuthenticationTokenException",
        "",
        "");
  }

  @Test
  void a_line_holds_all_that_is_known_and_no_more() throws IOException {
    Path file = folder.resolve("audit.log");
    try (AuditLogFile log = AuditLogFile.open(file)) {
      log.record(DENIED);
      log.record(unauthenticated());
    }

    assertEquals(
        List.of(
            LINE,
            "{\"time\":\"1970-01-01T00:00:00Z\",\"decision\":\"NOT_AUTHENTICATED\","
                + "\"reason\":\"MissingAuthenticationTokenException\"}"),
        Files.readAllLines(file));
  }

  @Test
  void what_the_file_holds_stays() throws IOException {
    Path file = Files.writeString(folder.resolve("audit.log"), "before\n");
    try (AuditLogFile log = AuditLogFile.open(file)) {
      log.record(DENIED);
    }

    assertEquals(List.of("before", LINE), Files.readAllLines(file));
  }

  @Test
  void a_file_that_was_moved_away_is_followed_by_a_new_one() throws IOException {
    Path file = folder.resolve("audit.log");
    Path moved = folder.resolve("audit.log.1");
    try (AuditLogFile log = AuditLogFile.open(file)) {
      Files.move(file, moved);
      log.reopen();
      log.record(DENIED);
    }

    assertEquals(List.of(), Files.readAllLines(moved));
    assertEquals(List.of(LINE), Files.readAllLines(file));
  }

  @Test
  void a_file_that_cannot_be_written_stops_the_start() {
    var refusal = assertThrows(ConfigurationException.class, () -> AuditLogFile.open(folder));

    assertTrue(
        refusal.getMessage().startsWith("the audit log " + folder + " cannot be written"),
        refusal.getMessage());
  }
}
