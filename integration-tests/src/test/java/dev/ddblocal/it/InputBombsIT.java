package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ddblocal.app.configuration.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is too large, too deep, too wide, or never ends. */
class InputBombsIT {
  private static final int BODY_LIMIT = 16 << 20;
  private static final String VALIDATION = "{\"__type\":\"com.amazon.coral.validate#";
  private static final String NESTED_TOO_DEEP =
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
          + " beyond supported limit";

  @TempDir private static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder, Map.of(Setting.IDLE_TIMEOUT, "PT3S"), List.of());
    server.createTable(ALICE, "Table");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] padded(int length) {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[length - 1] = '}';
    return body;
  }

  private static RawRequest signed(byte[] body) {
    return server.request("ListTables", "").body(body).sign(ALICE, server.timestamp());
  }

  private static byte[] inChunks(RawRequest request, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] head =
        request.unframed().header("Transfer-Encoding", "chunked").body(new byte[0]).bytes();
    out.writeBytes(head);
    int chunk = 1 << 16;
    for (int from = 0; from < body.length; from += chunk) {
      int length = Math.min(chunk, body.length - from);
      out.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, from, length);
      out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  @Test
  void a_body_of_16_mib_is_read() throws IOException {
    byte[] body = padded(BODY_LIMIT);

    assertSucceeded(server.send(signed(body)));
    assertSucceeded(RawRequest.exchange(server.port(), inChunks(signed(body), body)));
  }

  static Stream<Named<byte[]>> bodiesOfMoreThan16Mib() {
    byte[] byOne = padded(BODY_LIMIT + 1);
    byte[] blanks = new byte[17 << 20];
    Arrays.fill(blanks, (byte) ' ');
    return Stream.of(
        named("T-B01 one byte more", signed(byOne).bytes()),
        named("T-B01 one byte more, in chunks", inChunks(signed(byOne), byOne)),
        named("T-B01 17 MiB of blanks", signed(blanks).bytes()),
        named("T-B01 17 MiB of blanks, in chunks", inChunks(signed(blanks), blanks)),
        named("T-B01 17 MiB of a stranger", server.request("ListTables", "").body(blanks).bytes()),
        named("T-B01 17 MiB for another path", signed(blanks).target("/x").bytes()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodiesOfMoreThan16Mib")
  void a_body_of_more_than_16_mib_gets_a_413_that_can_be_read(byte[] request) throws IOException {
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.trySend(request);

      List<RawAnswer> answers = conversation.answersUntilClosed();

      assertEquals(List.of(413), answers.stream().map(RawAnswer::status).toList());
      assertEquals("", answers.getFirst().body());
      assertEquals("chunked", answers.getFirst().header("Transfer-Encoding"));
    }
  }

  @Test
  void a_length_of_more_than_16_mib_is_refused_before_the_body_comes() throws IOException {
    RawRequest request =
        signed("{}".getBytes(StandardCharsets.US_ASCII))
            .unframed()
            .header("Content-Length", "9223372036854775807")
            .header("Expect", "100-continue")
            .body(new byte[0]);

    assertEquals(413, server.send(request).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "POST / HTTP/1.1\r\nHost: a\r\nX-Un", "HEAD", "BODY", "CHUNK"})
  void what_never_goes_on_is_closed_by_the_idle_timeout(String beginning) throws IOException {
    byte[] body = padded(100);
    byte[] whole = signed(body).bytes();
    byte[] chunks = inChunks(signed(body), body);
    byte[] sent =
        switch (beginning) {
          case "HEAD" -> Arrays.copyOf(whole, whole.length - body.length - 1);
          case "BODY" -> Arrays.copyOf(whole, whole.length - 1);
          case "CHUNK" -> Arrays.copyOf(chunks, chunks.length - 2);
          default -> beginning.getBytes(StandardCharsets.US_ASCII);
        };
    try (Conversation conversation = Conversation.with(server.port())) {
      conversation.send(sent);

      assertEquals(List.of(), conversation.answersUntilClosed());
    }
  }

  static Stream<Named<String>> bottomlessBodies() {
    int depth = 200_000;
    return Stream.of(
        named("T-B02 arrays, not closed", "[".repeat(depth)),
        named("T-B02 arrays", "[".repeat(depth) + "]".repeat(depth)),
        named("T-B02 objects", "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)),
        named("T-B02 objects, not closed", "{\"a\":".repeat(depth)),
        named("T-B02 closed more often than opened", "{" + "}".repeat(depth)),
        named("T-B02 in a member", "{\"Limit\":" + "[".repeat(depth) + "]".repeat(depth) + "}"),
        named("T-B02 one more than 1,000", "[".repeat(1_001) + "]".repeat(1_001)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bottomlessBodies")
  void a_body_nested_without_end_is_a_serialization_error(String body) throws IOException {
    assertRefused(ErrorBodies.SERIALIZATION, server.send(server.request("ListTables", body)));
    assertRefused(ErrorBodies.SERIALIZATION, server.call(ALICE, "ListTables", body));
  }

  private static String nestedItem(int wrappers) {
    return "{\"pk\":{\"S\":\"deep\"},\"a\":"
        + "{\"M\":{\"a\":".repeat(wrappers)
        + "{\"S\":\"\"}"
        + "}}".repeat(wrappers)
        + "}";
  }

  private static String putNested(int wrappers) {
    return "{\"TableName\":\"Table\",\"Item\":" + nestedItem(wrappers) + "}";
  }

  @Test
  void an_item_is_nested_32_levels_deep_at_most() throws IOException {
    assertSucceeded(server.call(ALICE, "PutItem", putNested(31)));
    assertRefused(
        ErrorBodies.validation("1 validation error detected: " + NESTED_TOO_DEEP),
        server.call(ALICE, "PutItem", putNested(32)));
    assertRefused(
        ErrorBodies.validation(NESTED_TOO_DEEP),
        server.call(
            ALICE,
            "BatchWriteItem",
            "{\"RequestItems\":{\"Table\":[{\"PutRequest\":{\"Item\":" + nestedItem(32) + "}}]}}"));
    assertRefusedWith(VALIDATION, server.call(ALICE, "PutItem", putNested(400)));
  }

  private static String put(String partitionKey) {
    return "{\"TableName\":\"Table\",\"Item\":{\"pk\":" + partitionKey + "}}";
  }

  static Stream<Arguments> wideBodies() {
    String million = "1" + ",1".repeat(999_999);
    String keys = "{}" + ",{}".repeat(999_999);
    String strings = "\"a\"" + ",\"a\"".repeat(999_999);
    String members =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "\"m" + i + "\":1")
            .collect(Collectors.joining(","));
    return Stream.of(
        arguments(
            named("T-B06 an array that is ignored", "ListTables"),
            "{\"U\":[" + million + "]}",
            200),
        arguments(named("T-B06 a million members", "ListTables"), "{" + members + "}", 200),
        arguments(
            named("T-B06 a million keys", "BatchGetItem"),
            "{\"RequestItems\":{\"Table\":{\"Keys\":[" + keys + "]}}}",
            400),
        arguments(
            named("T-B06 a million elements", "PutItem"),
            put("{\"S\":\"a\"},\"s\":{\"SS\":[" + strings + "]}"),
            400),
        arguments(
            named("T-B06 a million levels of nothing", "PutItem"),
            put("{\"S\":\"a\"},\"l\":{\"L\":[" + keys + "]}"),
            400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wideBodies")
  void a_million_elements_get_an_answer(String operation, String body, int status)
      throws IOException {
    RawAnswer answer = server.call(ALICE, operation, body);

    assertEquals(status, answer.status(), answer::body);
  }

  /** Names whose {@link String#hashCode} is the same. */
  private static Stream<String> collidingNames(int pairs) {
    return IntStream.range(0, 1 << pairs)
        .mapToObj(bits ->
            IntStream.range(0, pairs)
                .mapToObj(pair -> (bits >> pair & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining()));
  }

  @Test
  void names_whose_hashes_collide_get_an_answer() throws IOException {
    assertEquals(1, collidingNames(4).map(String::hashCode).distinct().count());
    String members =
        collidingNames(17).map(name -> "\"" + name + "\":1").collect(Collectors.joining(","));
    String attributes =
        collidingNames(17)
            .map(name -> ",\"" + name + "\":{\"S\":\"\"}")
            .collect(Collectors.joining());
    String elements =
        collidingNames(14).map(name -> "\"" + name + "\"").collect(Collectors.joining(","));

    assertSucceeded(server.call(ALICE, "ListTables", "{" + members + "}"));
    assertRefusedWith(VALIDATION, server.call(ALICE, "PutItem", put("{\"S\":\"a\"}" + attributes)));
    assertRefusedWith(
        VALIDATION,
        server.call(ALICE, "PutItem", put("{\"S\":\"a\"},\"s\":{\"SS\":[" + elements + "]}")));
  }
}
