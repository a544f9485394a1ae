package dev.ddblocal.it;

import static dev.ddblocal.it.AnswerAssertions.assertIdentified;
import static dev.ddblocal.it.AnswerAssertions.assertRefused;
import static dev.ddblocal.it.AnswerAssertions.assertRefusedWith;
import static dev.ddblocal.it.InProcessServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies, errors and headers look like, and in which order a request is checked. */
class ProtocolIT {
  private static final String TABLES = "{\"TableNames\":[\"Table\"]}";

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

  private static RawRequest unsigned() {
    return server.request("ListTables", "{}");
  }

  private static RawRequest signed() {
    return server.signed(ALICE, "ListTables", "{}");
  }

  private static RawRequest bare() {
    return new RawRequest().header("Host", "127.0.0.1:" + server.port());
  }

  @Test
  void every_answer_has_a_request_id_of_its_own() throws IOException {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      RawAnswer answer = server.send(i % 2 == 0 ? signed() : unsigned());
      assertIdentified(answer);
      ids.add(answer.header("x-amzn-RequestId"));
    }
    assertEquals(100, ids.size());
  }

  static Stream<Arguments> contentTypes() {
    return Stream.of(
        arguments("application/x-amz-json-1.0", "application/x-amz-json-1.0"),
        arguments("application/json", "application/json"),
        arguments("application/x-amz-json-1.0; charset=utf-8", "application/x-amz-json-1.0"),
        arguments("application/json;charset=UTF-8", "application/json"),
        arguments("  application/json  ; x", "application/json"));
  }

  @ParameterizedTest
  @MethodSource("contentTypes")
  void the_content_type_of_the_request_is_that_of_the_answer(String sent, String answered)
      throws IOException {
    for (String operation : List.of("ListTables", "NoSuchOperation")) {
      RawRequest request = server.request(operation, "{}").replace("Content-Type", sent);

      RawAnswer answer = server.send(request.sign(ALICE, server.timestamp()));

      assertEquals(answered, answer.header("Content-Type"));
    }
  }

  static Stream<Arguments> errorShapes() {
    return Stream.of(
        arguments(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\",\"message\":\"",
            "DescribeTable",
            "{\"TableName\":\"Missing\"}"),
        arguments(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceInUseException\",\"message\":\"",
            "CreateTable",
            "{\"TableName\":\"Table\",\"BillingMode\":\"PAY_PER_REQUEST\","
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"pk\",\"AttributeType\":\"S\"}],"
                + "\"KeySchema\":[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}]}"),
        arguments(
            "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"",
            "DescribeTable",
            "{}"),
        arguments(
            "{\"__type\":\"com.amazon.coral.service#SerializationException\",\"Message\":\"",
            "DescribeTable",
            "{\"TableName\":1}"));
  }

  @ParameterizedTest
  @MethodSource("errorShapes")
  void an_error_has_its_type_first_and_then_its_message(String begin, String operation, String body)
      throws IOException {
    assertRefusedWith(begin, server.call(ALICE, operation, body));
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
        arguments("{\"TableName\":true}", "TRUE_VALUE cannot be converted to String"),
        arguments("{\"TableName\":false}", "FALSE_VALUE cannot be converted to String"),
        arguments("{\"TableName\":23}", "NUMBER_VALUE cannot be converted to String"),
        arguments("{\"TableName\":-2.5}", "DECIMAL_VALUE cannot be converted to String"));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void a_scalar_where_a_string_belongs_is_named(String body, String message) throws IOException {
    assertRefused(ErrorBodies.serialization(message), server.call(ALICE, "DescribeTable", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "[",
        "\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{} {}",
        "{}x",
        "nul",
        "hello",
        "{\"a\":\"\\x\"}",
        "{\"a\":tru}",
        " ",
        "\n",
        "[1,]",
        "{\"a\":1 \"b\":2}",
        "//",
        "{\"a\":\"\\u12g4\"}",
        "{,}",
        "[,]",
        ":",
        ","
      })
  void a_body_that_is_no_json_is_refused_before_anything_else(String body) throws IOException {
    RawRequest[] requests = {
      server.signed(ALICE, "ListTables", body),
      server.request("ListTables", body),
      server.request("NoSuchOperation", body),
      server.request("ListTables", body).without("X-Amz-Target")
    };
    for (RawRequest request : requests) {
      RawAnswer answer = server.send(request);

      assertRefused(ErrorBodies.SERIALIZATION, answer);
      assertEquals(3_948_637_019L, answer.crc32());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "1", "true", "null", "[{}]"})
  void json_that_is_no_object_is_a_serialization_error(String body) throws IOException {
    assertRefused(ErrorBodies.SERIALIZATION, server.call(ALICE, "ListTables", body));
  }

  @Test
  void an_empty_body_is_refused_after_authentication() throws IOException {
    assertRefused(ErrorBodies.MISSING_TOKEN, server.send(server.request("ListTables", "")));
    assertRefused(ErrorBodies.SERIALIZATION, server.call(ALICE, "ListTables", ""));
    assertRefused(
        ErrorBodies.SERIALIZATION,
        server.send(
            server
                .request("ListTables", "")
                .without("Content-Type")
                .sign(ALICE, server.timestamp())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateBackup",
        "DeleteBackup",
        "DescribeBackup",
        "ListBackups",
        "RestoreTableFromBackup",
        "RestoreTableToPointInTime",
        "UpdateContinuousBackups",
        "CreateGlobalTable",
        "DescribeGlobalTable",
        "ListGlobalTables",
        "UpdateGlobalTable",
        "ImportTable",
        "ExportTableToPointInTime",
        "DescribeContributorInsights",
        "SearchVectors",
        "NoSuchOperation"
      })
  void an_operation_that_is_not_served_is_unknown_to_everybody(String operation)
      throws IOException {
    for (RawRequest request :
        List.of(
            server.request(operation, "{}"),
            server.request(operation, ""),
            server.signed(ALICE, operation, "{}"),
            server.request(operation, "{}").header("Authorization", "AWS4-"))) {
      RawAnswer answer = server.send(request);

      assertRefused(ErrorBodies.UNKNOWN_OPERATION, answer);
      assertEquals(1_368_724_161L, answer.crc32());
    }
  }

  @Test
  void a_request_without_a_target_is_an_unknown_operation() throws IOException {
    assertRefused(ErrorBodies.UNKNOWN_OPERATION, server.send(signed().without("X-Amz-Target")));
    assertRefused(ErrorBodies.UNKNOWN_OPERATION, server.send(bare().body(new byte[0])));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BatchGetItem",
        "BatchWriteItem",
        "CreateTable",
        "DeleteItem",
        "DeleteTable",
        "DescribeEndpoints",
        "DescribeLimits",
        "DescribeTable",
        "GetItem",
        "ListTables",
        "PutItem"
      })
  void an_operation_that_is_served_wants_credentials(String operation) throws IOException {
    assertRefused(ErrorBodies.MISSING_TOKEN, server.send(server.request(operation, "{}")));
  }

  @Test
  void the_endpoint_is_the_host_that_was_asked() throws IOException {
    RawRequest request =
        server.request("DescribeEndpoints", "{}").replace("Host", "dynamodb.example.com:1234");

    String body = server.send(request.sign(ALICE, server.timestamp())).body();

    assertTrue(body.contains("\"Address\":\"dynamodb.example.com:1234\""), body);
    assertFalse(body.contains("amazonaws"), body);
  }

  @Test
  void a_member_that_the_model_does_not_have_is_ignored() throws IOException {
    assertEquals(
        TABLES,
        server.succeed(ALICE, "ListTables", "{\"Unknown\":[{\"a\":null}],\"tablename\":7}"));
  }
}
