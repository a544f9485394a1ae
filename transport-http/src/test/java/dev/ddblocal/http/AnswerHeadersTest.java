package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.call;
import static dev.ddblocal.http.FrontDoorFixture.post;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that come with answers. */
class AnswerHeadersTest {
  private static FrontDoorFixture door;

  @BeforeAll
  static void open() {
    door = new FrontDoorFixture();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @Test
  void an_answer_carries_its_length_checksum_date_and_type() {
    RawConnection.Reply reply = door.exchange(call("", "{}"));
    CRC32 crc = new CRC32();
    crc.update(reply.body());
    assertAll(
        () -> assertEquals("application/x-amz-json-1.0", reply.header("Content-Type")),
        () -> assertEquals(String.valueOf(reply.body().length), reply.header("Content-Length")),
        () -> assertEquals(Long.toString(crc.getValue()), reply.header("x-amz-crc32")),
        () -> assertEquals("Mon, 02 Nov 2026 03:04:05 GMT", reply.header("Date")),
        () -> assertNull(reply.header("Access-Control-Allow-Origin")),
        () -> assertNull(reply.header("Content-Encoding")));
  }

  @Test
  void request_ids_are_52_digits_and_capitals_and_never_the_same() {
    Set<String> seen = new HashSet<>();
    try (RawConnection connection = door.connect()) {
      for (int i = 0; i < 50; i++) {
        String id = connection.send(call("", "{}")).read().header("x-amzn-RequestId");
        assertTrue(id.matches("[0-9A-Z]{52}"), id);
        assertTrue(seen.add(id));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,application/json",
    "application/json; charset=utf-8,application/json",
    "application/x-amz-json-1.0,application/x-amz-json-1.0",
    "application/x-amz-json-1.0; charset=utf-8,application/x-amz-json-1.0",
    "text/plain,application/json"
  })
  void an_error_has_the_type_of_its_request_or_is_plain_json(String sent, String answered) {
    RawConnection.Reply reply =
        door.exchange(post("Host: local\r\nContent-Type: " + sent + "\r\n", ""));
    assertEquals(400, reply.status());
    assertEquals(answered, reply.header("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1", "POST / HTTP/1.1", "PUT / HTTP/1.1", "POST /x HTTP/1.1"})
  void every_origin_may_read_every_answer(String requestLine) {
    RawConnection.Reply reply =
        door.exchange(requestLine + "\r\nHost: local\r\nOrigin: http://o\r\n\r\n");
    assertAll(
        () -> assertEquals("*", reply.header("Access-Control-Allow-Origin")),
        () ->
            assertEquals(
                "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
                reply.header("Access-Control-Expose-Headers")),
        () -> assertNull(reply.header("Access-Control-Max-Age")));
  }

  @Test
  void a_preflight_is_granted_what_it_asks_for() {
    RawConnection.Reply reply =
        door.exchange(
            FrontDoorFixture.lines(
                "OPTIONS / HTTP/1.1",
                "Host: local",
                "Origin: http://o",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: x-amz-target, authorization",
                ""));
    assertAll(
        () -> assertEquals(200, reply.status()),
        () -> assertEquals("0", reply.header("Content-Length")),
        () -> assertEquals("0", reply.header("x-amz-crc32")),
        () -> assertEquals("*", reply.header("Access-Control-Allow-Origin")),
        () -> assertEquals("172800", reply.header("Access-Control-Max-Age")),
        () -> assertEquals("POST", reply.header("Access-Control-Allow-Methods")),
        () ->
            assertEquals(
                "x-amz-target, authorization", reply.header("Access-Control-Allow-Headers")),
        () -> assertEquals(52, reply.header("x-amzn-RequestId").length()));
  }

  @Test
  void a_preflight_that_asks_for_nothing_is_granted_nothing() {
    RawConnection.Reply reply =
        door.exchange("OPTIONS / HTTP/1.1\r\nHost: local\r\nOrigin: null\r\n\r\n");
    assertEquals(200, reply.status());
    assertNull(reply.header("Access-Control-Allow-Methods"));
    assertNull(reply.header("Access-Control-Allow-Headers"));
  }
}
