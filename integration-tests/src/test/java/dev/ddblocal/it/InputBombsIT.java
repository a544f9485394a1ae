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

/** Input that is too large, too deep, ambiguous, or in no encoding. */
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
    server = InProcessServer.start(folder, Map.of(Setting.IDLE_TIMEOUT, "PT1S"), List.of());
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

  @Test
  void an_item_is_nested_32_levels_deep_at_most() throws IOException {
    String put = "{\"TableName\":\"Table\",\"Item\":%s}";
    String batch = "{\"RequestItems\":{\"Table\":[{\"PutRequest\":{\"Item\":%s}}]}}";

    assertSucceeded(server.call(ALICE, "PutItem", put.formatted(nestedItem(31))));
    assertRefused(
        ErrorBodies.validation("1 validation error detected: " + NESTED_TOO_DEEP),
        server.call(ALICE, "PutItem", put.formatted(nestedItem(32))));
    assertRefused(
        ErrorBodies.validation(NESTED_TOO_DEEP),
        server.call(ALICE, "BatchWriteItem", batch.formatted(nestedItem(32))));
    assertRefusedWith(VALIDATION, server.call(ALICE, "PutItem", put.formatted(nestedItem(400))));
  }

  static Stream<Arguments> duplicateKeys() {
    return Stream.of(
        arguments("DeleteTable", "{\"TableName\":\"Table\",\"TableName\":\"Table\"}"),
        arguments("DeleteTable", "{\"TableName\":\"Table\",\"\\u0054ableName\":\"T\"}"),
        arguments("ListTables", "{\"Unknown\":1,\"Unknown\":1}"),
        arguments("PutItem", put("{\"S\":\"a\",\"S\":\"b\"}")),
        arguments("PutItem", put("{\"S\":\"a\"},\"pk\":{\"S\":\"b\"}")),
        arguments(
            "PutItem", put("{\"S\":\"a\"},\"m\":{\"M\":{\"x\":{\"S\":\"\"},\"x\":{\"S\":\"\"}}}")),
        arguments("PutItem", put("{\"S\":\"a\"},\"\":{\"S\":\"\"},\"\":{\"S\":\"\"}")),
        arguments(
            "BatchGetItem",
            "{\"RequestItems\":{\"Table\":{\"Keys\":[{\"pk\":{\"S\":\"a\"}}]},"
                + "\"Table\":{\"Keys\":[{\"pk\":{\"S\":\"b\"}}]}}}"));
  }

  private static String put(String partitionKey) {
    return "{\"TableName\":\"Table\",\"Item\":{\"pk\":" + partitionKey + "}}";
  }

  @ParameterizedTest
  @MethodSource("duplicateKeys")
  void a_key_that_stands_twice_in_an_object_is_a_serialization_error(String operation, String body)
      throws IOException {
    assertRefusedWith(
        ErrorBodies.prefix("SerializationException"), server.call(ALICE, operation, body));
    assertEquals("{\"TableNames\":[\"Table\"]}", server.succeed(ALICE, "ListTables", "{}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "-",
        "+1",
        "01",
        "1.",
        ".5",
        "0x10",
        "1e",
        "1_0",
        "1f"
      })
  void a_number_that_json_does_not_have_is_a_serialization_error(String number) throws IOException {
    assertRefused(
        ErrorBodies.SERIALIZATION, server.call(ALICE, "ListTables", "{\"Limit\":" + number + "}"));
  }

  static Stream<Named<String>> oddNumbers() {
    return Stream.of(
            "-0",
            "0",
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "1e99999999999999999999",
            "9223372036854775808",
            "2147483648",
            "101",
            "0.5",
            "1e308",
            "1e400")
        .map(number -> named(number, number));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddNumbers")
  void a_number_out_of_range_is_refused(String number) throws IOException {
    assertRefusedWith(
        "{\"__type\":\"com.amazon.coral.",
        server.call(ALICE, "ListTables", "{\"Limit\":" + number + "}"));
  }

  @Test
  void numbers_of_10_mb_are_refused() throws IOException {
    String digits = "1".repeat(10_000_000);

    assertRefusedWith(
        ErrorBodies.prefix("SerializationException"),
        server.call(ALICE, "ListTables", "{\"Limit\":" + digits + "}"));
    assertRefusedWith(VALIDATION, server.call(ALICE, "PutItem", putNumber(digits)));
    assertRefusedWith(VALIDATION, server.call(ALICE, "PutItem", putNumber("1e" + digits)));
  }

  private static String putNumber(String number) {
    return put("{\"S\":\"number\"},\"n\":{\"N\":\"" + number + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "1e99999999999999999999",
        "NaN",
        "Infinity",
        "",
        "-",
        "\u0661",
        "1e2147483647",
        "0e126"
      })
  void an_attribute_number_that_is_none_is_a_validation_error(String number) throws IOException {
    assertRefusedWith(VALIDATION, server.call(ALICE, "PutItem", putNumber(number)));
  }

  static Stream<Named<byte[]>> bytesThatAreNoText() {
    return Stream.of(
        named("T-B05 0xFF", inName("\u00ff")),
        named("T-B05 overlong slash", inName("\u00c0\u00af")),
        named("T-B05 overlong NUL", inName("\u00c0\u0080")),
        named("T-B05 overlong in three bytes", inName("\u00e0\u0080\u00af")),
        named("T-B05 a surrogate in UTF-8", inName("\u00ed\u00a0\u0080")),
        named("T-B05 a surrogate pair in UTF-8", inName("\u00ed\u00a0\u00bd\u00ed\u00b8\u0080")),
        named("T-B05 beyond Unicode", inName("\u00f4\u0090\u0080\u0080")),
        named("T-B05 a truncated character", inName("\u00e2\u0082")),
        named("T-B05 a continuation alone", inName("\u0080")),
        named("T-B05 Latin-1", inName("Z\u00fcrich")),
        named("T-B05 between tokens", "{}\u00a0".getBytes(StandardCharsets.ISO_8859_1)),
        named("T-B05 a byte order mark", "\ufeff{}".getBytes(StandardCharsets.UTF_8)),
        named("T-B05 UTF-16", "{}".getBytes(StandardCharsets.UTF_16)),
        named("T-B05 UTF-16BE", "{}".getBytes(StandardCharsets.UTF_16BE)),
        named("T-B05 UTF-16LE", "{}".getBytes(StandardCharsets.UTF_16LE)),
        named("T-B05 UTF-32BE", new byte[] {0, 0, 0, '{', 0, 0, 0, '}'}),
        named("a NUL behind", "{}\u0000".getBytes(StandardCharsets.US_ASCII)),
        named("a control character in a string", inName("\u0001")),
        named("a line end in a string", inName("\n")),
        named("a comment", "{}/**/".getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] inName(String latin1) {
    String body = "{\"ExclusiveStartTableName\":\"" + latin1 + "\"}";
    return body.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bytesThatAreNoText")
  void bytes_that_are_no_json_in_utf_8_are_a_serialization_error(byte[] body) throws IOException {
    assertRefused(ErrorBodies.SERIALIZATION, server.send(signed(body)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "\\ude00\\ud83d", "\\ud83d", "a\\ud83dx"})
  void half_a_character_is_a_serialization_error(String escape) throws IOException {
    assertRefusedWith(
        ErrorBodies.prefix("SerializationException"),
        server.call(ALICE, "PutItem", put("{\"S\":\"" + escape + "\"}")));
    assertRefusedWith(
        ErrorBodies.prefix("SerializationException"),
        server.call(ALICE, "PutItem", put("{\"S\":\"a\"},\"" + escape + "\":{\"S\":\"a\"}")));
  }

  @Test
  void both_halves_of_a_character_are_one_character() throws IOException {
    assertSucceeded(server.call(ALICE, "PutItem", put("{\"S\":\"\\ud83d\\ude00\"}")));
    assertEquals(
        "{\"Item\":{\"pk\":{\"S\":\"\ud83d\ude00\"}}}",
        server.succeed(
            ALICE,
            "GetItem",
            "{\"TableName\":\"Table\",\"Key\":{\"pk\":{\"S\":\"\ud83d\ude00\"}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "=", "====", "YQ=", "Y Q=", "Y*==", "\u00ff\u00ff\u00ff\u00ff", "YQ==YQ=="})
  void a_binary_that_is_no_base64_is_a_serialization_error(String base64) throws IOException {
    assertRefusedWith(
        ErrorBodies.prefix("SerializationException"),
        server.call(ALICE, "PutItem", put("{\"S\":\"a\"},\"b\":{\"B\":\"" + base64 + "\"}")));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DynamoDB_20120810.getitem",
        "DynamoDB_20120810.LISTTABLES",
        "dynamodb_20120810.ListTables",
        "DynamoDB_20120810.ListTables.",
        "DynamoDB_20120810..ListTables",
        ".DynamoDB_20120810.ListTables",
        "DynamoDB_20120810.",
        "DynamoDB_20120810",
        ".",
        "",
        "ListTables",
        "DynamoDB_20111205.ListTables",
        "DynamoDB_20120810/ListTables",
        "DynamoDB_20120810.ListTables x",
        "DynamoDB_20120810.Z\u00fcrich",
        "DynamoDB_20120810.__proto__",
        "LONG"
      })
  void a_hostile_target_is_an_unknown_operation(String target) throws IOException {
    String sent = target.equals("LONG") ? "DynamoDB_20120810." + "x".repeat(10_000) : target;
    RawAnswer answer =
        server.send(
            server
                .request("ListTables", "{}")
                .replace("X-Amz-Target", sent)
                .sign(ALICE, server.timestamp()));

    assertRefused(ErrorBodies.UNKNOWN_OPERATION, answer);
    assertEquals(1_368_724_161L, answer.crc32());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-amz-json-1.1",
        "application/xml",
        "application/jsonx",
        "application",
        "*/*",
        ";",
        "",
        "application/json, application/json",
        "json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "\u00ff"
      })
  void another_content_type_is_not_found(String contentType) throws IOException {
    RawAnswer answer =
        server.send(
            server
                .request("ListTables", "{}")
                .replace("Content-Type", contentType)
                .sign(ALICE, server.timestamp()));

    assertEquals(404, answer.status());
    assertEquals(ErrorBodies.NOT_FOUND, answer.body());
  }
}
