package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.UnverifiedRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is HTTP and what is not, over sockets. */
class HttpFramingTest {
  private static final String SIGNED =
      lines(
          "Host: local",
          "Authorization: AWS4 x",
          "X-Amz-Target: DynamoDB_20120810.ListTables",
          "Content-Type: application/json");
  private static final String SMUGGLED = "GET / HTTP/1.1\r\nHost: local\r\n\r\n";

  private static FrontDoorFixture door;

  @BeforeAll
  static void open() {
    door = new FrontDoorFixture();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  private static Stream<Arguments> malformed() {
    String begin = "POST / HTTP/1.1\r\n" + SIGNED;
    return Stream.of(
        row("Host twice", begin + "Host: local\r\nContent-Length: 2\r\n\r\n{}"),
        row("no Host", "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"),
        row("empty Host", "POST / HTTP/1.1\r\nHost:\r\nContent-Length: 2\r\n\r\n{}"),
        row("Host that is none", "POST / HTTP/1.1\r\nHost: a b\r\nContent-Length: 2\r\n\r\n{}"),
        row("another host", "POST http://evil/ HTTP/1.1\r\n" + SIGNED + "\r\n"),
        row("length and chunks", begin + chunked("Content-Length: 2\r\n", "chunked")),
        row("chunks and length", begin + chunkedFirst("Content-Length: 2\r\n")),
        row("two lengths", begin + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        row("equal lengths", begin + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
        row("list of lengths", begin + "Content-Length: 2, 2\r\n\r\n{}"),
        row("signed length", begin + "Content-Length: +2\r\n\r\n{}"),
        row("negative length", begin + "Content-Length: -2\r\n\r\n{}"),
        row("hexadecimal length", begin + "Content-Length: 0x2\r\n\r\n{}"),
        row("length too long", begin + "Content-Length: 99999999999999999999\r\n\r\n{}"),
        row("unknown transfer coding", begin + chunked("", "xchunked")),
        row("transfer coding twice", begin + chunked("Transfer-Encoding: chunked\r\n", "chunked")),
        row("transfer coding list", begin + chunked("", "gzip, chunked")),
        row("chunks in HTTP/1.0", "POST / HTTP/1.0\r\n" + SIGNED + chunked("", "chunked")),
        row(
            "length and chunks in HTTP/1.0",
            "POST / HTTP/1.0\r\n" + SIGNED + chunked("Content-Length: 2\r\n", "chunked")),
        row("folded header", begin + "X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}"),
        row("header folded by a tab", begin + "X: a\r\n\tb\r\nContent-Length: 2\r\n\r\n{}"),
        row("folded after a blank line", "\r\n" + begin + "X: a\r\n b\r\n\r\n"),
        row("blank before the first header", "POST / HTTP/1.1\r\n " + SIGNED + "\r\n"),
        row("line feeds alone", begin.replace("\r\n", "\n") + "\n"),
        row("line feed in a header", begin + "X: a\nY: b\r\n\r\n"),
        row("carriage return in a value", begin + "X: a\rb\r\n\r\n"),
        row("NUL in a value", begin + "X: a\0b\r\n\r\n"),
        row("NUL in a name", begin + "X\0: a\r\n\r\n"),
        row("blank before the colon", begin + "X : a\r\n\r\n"),
        row("no colon", begin + "X\r\n\r\n"),
        row("no name", begin + ": a\r\n\r\n"),
        row("control character before a name", begin + "\u0001X: a\r\n\r\n"),
        row("control characters before the method", "\u0016\u0003\u0001\u0002" + begin + "\r\n"),
        row("control characters alone", "\u0016\u0003\u0001\u0002\0\u0001\r\n"),
        row("bad chunk size", begin + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n"),
        row("bad chunk end", begin + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n"),
        row("HTTP/0.9", "GET /\r\n\r\n"),
        row("HTTP/1.2", "GET / HTTP/1.2\r\nHost: local\r\n\r\n"),
        row("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        row("another protocol", "SSH-2.0-OpenSSH_9.2\r\n"),
        row("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n"));
  }

  private static Arguments row(String name, String request) {
    return Arguments.of(name, request);
  }

  private static String chunked(String before, String coding) {
    return before + "Transfer-Encoding: " + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
  }

  private static String chunkedFirst(String after) {
    return "Transfer-Encoding: chunked\r\n" + after + "\r\n2\r\n{}\r\n0\r\n\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses_what_could_be_read_in_two_ways_and_reads_nothing_after_it(
      String name, String request) {
    int executedBefore = door.executed.size();
    try (RawConnection connection = door.connect()) {
      connection.send(request + SMUGGLED);
      RawConnection.Reply reply = connection.read();
      assertEquals(400, reply.status());
      assertEquals("close", reply.header("Connection"));
      assertEquals(0, connection.readToEnd());
    }
    assertEquals(executedBefore, door.executed.size());
  }

  private static void sendByteByByte(RawConnection connection, String text) {
    for (int i = 0; i < text.length(); i++) {
      connection.send(text.substring(i, i + 1));
    }
  }

  @Test
  void refuses_a_fold_that_arrives_byte_by_byte() {
    try (RawConnection connection = door.connect()) {
      sendByteByByte(connection, "POST / HTTP/1.1\r\n" + SIGNED + "X: a\r\n");
      connection.send(" ");
      assertEquals(400, connection.read().status());
    }
  }

  @Test
  void takes_a_request_that_arrives_byte_by_byte_with_a_body_that_begins_with_a_blank() {
    try (RawConnection connection = door.connect()) {
      String request = FrontDoorFixture.call("", " {}");
      sendByteByByte(connection, request);
      assertEquals(200, connection.read().status());
      // The end of the head together with the blank.
      int endOfHead = request.indexOf("\r\n\r\n") + 2;
      connection.send(request.substring(0, endOfHead));
      connection.send(request.substring(endOfHead));
      assertEquals(200, connection.read().status());
    }
  }

  @Test
  void takes_blank_lines_between_requests() {
    try (RawConnection connection = door.connect()) {
      String request = FrontDoorFixture.call("", "{}");
      connection.send("\r\n" + request + "\r\n" + request);
      assertEquals(200, connection.read().status());
      assertEquals(200, connection.read().status());
    }
  }

  private static String headersOf(int total) {
    StringBuilder headers = new StringBuilder();
    while (total - headers.length() > 1_100) {
      headers.append("X: ").append("x".repeat(1_000)).append("\r\n");
    }
    return headers + "X: " + "x".repeat(Math.max(0, total - headers.length() - 5)) + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {17 * 1024, 64 * 1024, 1024 * 1024})
  void refuses_headers_of_more_than_16_kib(int size) {
    try (RawConnection connection = door.connect()) {
      connection.send("POST / HTTP/1.1\r\n" + SIGNED + headersOf(size) + "\r\n");
      assertEquals(400, connection.read().status());
    }
  }

  @Test
  void takes_headers_of_nearly_16_kib() {
    assertEquals(200, door.exchange(FrontDoorFixture.call(headersOf(15 * 1024), "{}")).status());
  }

  @Test
  void takes_an_authorization_of_9_kib_and_refuses_one_of_17_kib() {
    assertEquals(
        200,
        door.exchange(FrontDoorFixture.call("", "{}").replace("AWS4 x", "x".repeat(9 * 1024)))
            .status());
    assertEquals(
        400,
        door.exchange(FrontDoorFixture.call("", "{}").replace("AWS4 x", "x".repeat(17 * 1024)))
            .status());
  }

  @Test
  void refuses_a_request_line_of_more_than_16_kib() {
    assertEquals(
        400,
        door.exchange("GET /?" + "x".repeat(17 * 1024) + " HTTP/1.1\r\nHost: local\r\n\r\n")
            .status());
    assertEquals(
        200,
        door.exchange("GET /?" + "x".repeat(15 * 1024) + " HTTP/1.1\r\nHost: local\r\n\r\n")
            .status());
  }

  @Test
  void ignores_trailers() {
    door.authenticated.clear();
    RawConnection.Reply reply =
        door.exchange(
            "POST / HTTP/1.1\r\n"
                + SIGNED
                + lines(
                    "Transfer-Encoding: chunked",
                    "",
                    "2",
                    "{}",
                    "0",
                    "Authorization: evil",
                    "X-Amz-Target: DynamoDB_20120810.DeleteTable",
                    ""));
    assertEquals(200, reply.status());
    UnverifiedRequest request = door.authenticated.remove();
    assertFalse(
        request.headers().stream().anyMatch(header -> header.value().equals("evil")),
        request.toString());
  }

  @Test
  void takes_a_body_in_many_chunks_with_extensions() {
    door.authenticated.clear();
    RawConnection.Reply reply =
        door.exchange(
            "POST / HTTP/1.1\r\n"
                + SIGNED
                + lines(
                    "Transfer-Encoding: Chunked",
                    "",
                    "1;a=\"b\"",
                    "{",
                    "5",
                    "\"Limi",
                    "6",
                    "t\":3} ",
                    "0",
                    ""));
    assertEquals(200, reply.status(), reply.text());
    assertEquals(
        "{\"Limit\":3} ",
        new String(door.authenticated.remove().body().toArray(), StandardCharsets.UTF_8));
  }

  @Test
  void hands_on_the_raw_query_and_all_headers_as_they_came() {
    door.authenticated.clear();
    String headers =
        lines(
            "hOST: local",
            "B:  two  words ",
            "A: 1",
            "b: three",
            "Authorization: \u00fc",
            "Empty:",
            "X-Amz-Target: DynamoDB_20120810.ListTables");
    door.exchange("POST /?a=%zz&&b=/?c=+%2F HTTP/1.1\r\n" + headers + "\r\n");
    UnverifiedRequest request = door.authenticated.remove();
    assertEquals("POST", request.method());
    assertEquals("a=%zz&&b=/?c=+%2F", request.rawQuery());
    assertEquals(
        "hOST=local|B=two  words|A=1|b=three|Authorization=\u00fc|Empty=|"
            + "X-Amz-Target=DynamoDB_20120810.ListTables",
        String.join(
            "|",
            request.headers().stream()
                .map(header -> header.name() + "=" + header.value())
                .toList()));
    assertEquals(0, request.body().length());
  }

  @Test
  void names_the_query_of_an_absolute_target() {
    door.authenticated.clear();
    RawConnection.Reply reply =
        door.exchange(
            "POST http://LOCAL?q=1 HTTP/1.1\r\n" + SIGNED + "Content-Length: 2\r\n\r\n{}");
    assertEquals(200, reply.status());
    assertEquals("q=1", door.authenticated.remove().rawQuery());
  }

  @Test
  void does_not_upgrade_to_http_2() {
    RawConnection.Reply reply =
        door.exchange(
            FrontDoorFixture.call(
                lines(
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABk"),
                "{}"));
    assertEquals(200, reply.status());
    assertTrue(reply.text().contains("TableNames"), reply.text());
  }

  @Test
  void does_not_upgrade_to_websocket() {
    RawConnection.Reply reply =
        door.exchange(
            lines(
                "GET / HTTP/1.1",
                "Host: local",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                ""));
    assertEquals(200, reply.status());
  }
}
