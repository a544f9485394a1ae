package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.AnswerAssertions.assertSucceeded;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** Bodies and headers that are ambiguous, in no encoding, or of no known kind. */
class MalformedInputIT {
  private static final String VALIDATION = "{\"__type\":\"com.amazon.coral.validate#";

  @TempDir private static Path folder;
  private static InProcessServer server;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder);
    server.createTable(ALICE, "Table");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawRequest signed(byte[] body) {
    return server.request("ListTables", "").body(body).sign(ALICE, server.timestamp());
  }

  private static String put(String partitionKey) {
    return "{\"TableName\":\"Table\",\"Item\":{\"pk\":" + partitionKey + "}}";
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
