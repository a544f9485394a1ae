package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertIdentified;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP beneath the API: methods, origins, codings and connections. */
class HttpIT {
  private static final String TABLES = "{\"TableNames\":[\"Table\"]}";
  private static final String LARGE_KEY =
      "{\"TableName\":\"Table\",\"Key\":{\"pk\":{\"S\":\"large\"}}}";

  @TempDir private static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder);
    server.createTable(ALICE, "Table");
    server.succeed(
        ALICE,
        "PutItem",
        "{\"TableName\":\"Table\",\"Item\":{\"pk\":{\"S\":\"large\"},\"v\":{\"S\":\""
            + "0123456789".repeat(1_000)
            + "\"}}}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawRequest unsigned() {
    return server.request("ListTables", "{}");
  }

  private static RawRequest signed() {
    return server.signed(ALICE, "ListTables", "{}");
  }

  private static RawRequest bare() {
    return new RawRequest().header("Host", "127.0.0.1:" + server.port());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void get_of_the_root_says_that_all_is_well_to_everybody() throws IOException {
    for (RawRequest request :
        List.of(
            bare(),
            bare().target("/?a=b"),
            bare().header("Authorization", "AWS4-"),
            unsigned().body(new byte[0]))) {
      RawAnswer answer = server.send(request.method("GET"));

      assertSucceeded(answer);
      assertEquals("healthy: dynamodb.us-east-1.amazonaws.com ", answer.body());
      assertEquals("", answer.header("Content-Type"));
    }
  }

  static Stream<Named<RawRequest>> notFound() {
    return Stream.of(
        named("PUT", unsigned().method("PUT")),
        named("DELETE", unsigned().method("DELETE")),
        named("PATCH", unsigned().method("PATCH")),
        named("TRACE", unsigned().method("TRACE")),
        named("a method of its own", unsigned().method("FROBNICATE")),
        named("post in lower case", unsigned().method("post")),
        named("OPTIONS without an origin", unsigned().method("OPTIONS")),
        named("OPTIONS without a body", bare().method("OPTIONS")),
        named("PUT, signed", unsigned().method("PUT").sign(ALICE, server.timestamp())),
        named("GET of another path", bare().method("GET").target("/x")),
        named("GET of a page", bare().method("GET").target("/index.html")),
        named("a body without a content type", unsigned().without("Content-Type")),
        named(
            "a body with another content type",
            unsigned().replace("Content-Type", "text/plain").body(utf8("no json"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notFound")
  void another_method_or_body_is_not_found(RawRequest request) throws IOException {
    RawAnswer answer = server.send(request);

    assertEquals(404, answer.status());
    assertEquals(ErrorBodies.NOT_FOUND, answer.body());
    assertEquals(3_552_371_480L, answer.crc32());
    assertIdentified(answer);
  }

  @Test
  void an_answer_to_head_has_no_body_and_the_connection_goes_on() throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.send(bare().method("HEAD").bytes());
      assertEquals(404, conversation.answerWithoutBody().status());

      conversation.send(signed().bytes());
      assertEquals(TABLES, conversation.answer().body());
    }
  }

  @Test
  void a_page_of_another_origin_may_read_every_answer() throws IOException {
    for (RawRequest request : List.of(signed(), unsigned(), unsigned().method("PUT"))) {
      RawAnswer answer = server.send(request.header("Origin", "https://example.com"));

      assertEquals("*", answer.header("Access-Control-Allow-Origin"));
      assertEquals(
          "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
          answer.header("Access-Control-Expose-Headers"));
    }
  }

  @Test
  void a_preflight_request_is_granted_what_it_asks_for() throws IOException {
    RawAnswer answer =
        server.send(
            bare()
                .method("OPTIONS")
                .header("Origin", "https://example.com")
                .header("Access-Control-Request-Headers", "x-amz-target, authorization")
                .header("Access-Control-Request-Method", "POST"));

    assertSucceeded(answer);
    assertEquals("", answer.body());
    assertEquals("0", answer.header("Content-Length"));
    assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    assertEquals("172800", answer.header("Access-Control-Max-Age"));
    assertEquals("x-amz-target, authorization", answer.header("Access-Control-Allow-Headers"));
    assertEquals("POST", answer.header("Access-Control-Allow-Methods"));
  }

  @Test
  void without_an_origin_there_are_no_cors_headers() throws IOException {
    for (RawRequest request : List.of(signed(), unsigned(), unsigned().method("OPTIONS"))) {
      assertTrue(
          server.send(request).headers().keySet().stream()
              .noneMatch(name -> name.startsWith("access-control-")));
    }
  }

  private static RawAnswer large(String acceptEncoding) throws IOException {
    RawRequest request = server.signed(ALICE, "GetItem", LARGE_KEY);
    return server.send(
        acceptEncoding.isEmpty() ? request : request.header("Accept-Encoding", acceptEncoding));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "gzip, deflate", "deflate;q=0.5, gzip", "br, GZIP;q=0.1", "*"})
  void a_large_answer_is_compressed_with_gzip(String acceptEncoding) throws IOException {
    RawAnswer plain = large("");
    RawAnswer answer = large(acceptEncoding);

    assertSucceeded(answer);
    assertEquals("gzip", answer.header("Content-Encoding"));
    assertTrue(answer.bytes().length < plain.bytes().length);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
      assertArrayEquals(plain.bytes(), in.readAllBytes());
    }
  }

  @Test
  void a_large_answer_is_compressed_with_deflate() throws IOException {
    RawAnswer answer = large("deflate");

    assertSucceeded(answer);
    assertEquals("deflate", answer.header("Content-Encoding"));
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(answer.bytes()))) {
      assertArrayEquals(large("").bytes(), in.readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip;q=x", ";;,,;q", "x"})
  void a_large_answer_stays_plain_where_nothing_else_is_wanted(String acceptEncoding)
      throws IOException {
    RawAnswer answer = large(acceptEncoding);

    assertSucceeded(answer);
    assertEquals("", answer.header("Content-Encoding"));
    assertArrayEquals(large("").bytes(), answer.bytes());
  }

  @Test
  void a_small_answer_is_not_compressed() throws IOException {
    RawAnswer answer = server.send(signed().header("Accept-Encoding", "gzip"));

    assertEquals("", answer.header("Content-Encoding"));
    assertEquals(TABLES, answer.body());
  }

  @Test
  void requests_sent_at_once_are_answered_in_order_on_one_connection() throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      for (int i = 0; i < 30; i++) {
        conversation.send(pipelined(i).bytes());
      }
      for (int i = 0; i < 30; i++) {
        RawAnswer answer = conversation.answer();
        String expected =
            switch (i % 4) {
              case 0 -> "{}";
              case 1 -> ErrorBodies.MISSING_TOKEN;
              case 2 -> "{\"Item\":{\"pk\":{\"S\":\"pipelined " + (i - 2) + "\"}}}";
              default -> ErrorBodies.NOT_FOUND;
            };
        assertEquals(expected, answer.body());
      }
    }
  }

  private static RawRequest pipelined(int i) {
    String item = "{\"pk\":{\"S\":\"pipelined " + (i % 4 == 2 ? i - 2 : i) + "\"}}";
    return switch (i % 4) {
      case 0 -> server.signed(ALICE, "PutItem", "{\"TableName\":\"Table\",\"Item\":" + item + "}");
      case 1 -> unsigned();
      case 2 -> server.signed(ALICE, "GetItem", "{\"TableName\":\"Table\",\"Key\":" + item + "}");
      default -> unsigned().method("PUT");
    };
  }

  @Test
  void a_connection_stays_open_until_the_client_says_otherwise() throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      for (int i = 0; i < 10; i++) {
        assertEquals(TABLES, conversation.send(signed().bytes()).answer().body());
      }
      conversation.send(signed().header("Connection", "close").bytes());

      List<RawAnswer> last = conversation.answersUntilClosed();

      assertEquals(List.of(TABLES), last.stream().map(RawAnswer::body).toList());
    }
  }

  @Test
  void http_1_0_is_answered_and_closed() throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.send(signed().version("HTTP/1.0").bytes());

      List<RawAnswer> answers = conversation.answersUntilClosed();

      assertEquals(List.of(TABLES), answers.stream().map(RawAnswer::body).toList());
    }
  }

  @Test
  void http_1_0_may_keep_the_connection() throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      for (int i = 0; i < 2; i++) {
        RawRequest request = signed().version("HTTP/1.0").header("Connection", "keep-alive");
        assertEquals(TABLES, conversation.send(request.bytes()).answer().body());
      }
    }
  }

  @Test
  void http_1_0_needs_no_host_and_has_no_chunks() throws IOException {
    RawRequest hostless = bare().without("Host").method("GET").version("HTTP/1.0");
    assertEquals(200, server.send(hostless).status());

    RawRequest chunked =
        signed()
            .unframed()
            .version("HTTP/1.0")
            .header("Transfer-Encoding", "chunked")
            .body(utf8("2\r\n{}\r\n0\r\n\r\n"));
    assertEquals(400, server.send(chunked).status());
  }

  @Test
  void a_client_that_waits_is_told_to_go_on() throws IOException {
    RawRequest request = signed().header("Expect", "100-continue");
    byte[] whole = request.bytes();
    byte[] head = Arrays.copyOf(whole, whole.length - 2);
    try (Conversation conversation = Conversation.with(server.port())) {
      assertEquals("HTTP/1.1 100 Continue", conversation.send(head).line());
      assertEquals("", conversation.line());
      assertEquals(TABLES, conversation.send(utf8("{}")).answer().body());
    }
  }
}
