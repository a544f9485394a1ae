package dev.ddblocal.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.table.ListTablesRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of checks of the specification (authentication, 2.1): each row breaks several. */
class RequestOrderTest {
  private static final String SERIALIZATION = type("SerializationException");
  private static final String UNKNOWN_OPERATION = type("UnknownOperationException");
  private static final String NOT_FOUND = "<UnknownOperationException/>\n";

  private static FrontDoorFixture door;

  @BeforeAll
  static void open() {
    door = new FrontDoorFixture();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  private static String type(String name) {
    return "{\"__type\":\"com.amazon.coral.service#" + name + "\"}";
  }

  private static RawConnection.Reply answer(String requestLine, String headers, String body) {
    return door.exchange(
        requestLine
            + "\r\nHost: local\r\n"
            + headers.replace("|", "\r\n")
            + (headers.isEmpty() ? "" : "\r\n")
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "GET /?Action=x HTTP/1.1",
        "GET / HTTP/1.0",
        "GET http://local/ HTTP/1.1",
        "GET http://LOCAL?a HTTP/1.1"
      })
  void answers_a_get_of_the_root_with_the_health_text(String requestLine) {
    RawConnection.Reply reply = answer(requestLine, "", "not json");
    assertAll(
        () -> assertEquals(200, reply.status()),
        () -> assertEquals("healthy: dynamodb.eu-west-2.amazonaws.com ", reply.text()),
        () -> assertEquals("3772448234", reply.header("x-amz-crc32")),
        () -> assertNull(reply.header("Content-Type")),
        () -> assertEquals(52, reply.header("x-amzn-RequestId").length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT / HTTP/1.1",
        "DELETE / HTTP/1.1",
        "PATCH / HTTP/1.1",
        "OPTIONS / HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT local:80 HTTP/1.1",
        "BREW / HTTP/1.1",
        "get / HTTP/1.1",
        "POST /x HTTP/1.1",
        "POST // HTTP/1.1",
        "POST /./ HTTP/1.1",
        "POST /%2e HTTP/1.1",
        "POST /%2F HTTP/1.1",
        "POST /;a=b HTTP/1.1",
        "POST /# HTTP/1.1",
        "POST x HTTP/1.1",
        "POST ?a=b HTTP/1.1",
        "POST http://local/x HTTP/1.1",
        "GET /x HTTP/1.1",
        "GET // HTTP/1.1",
        "GET /_unknown HTTP/1.1",
        "POST /_health HTTP/1.1",
        "GET /healthz HTTP/1.1"
      })
  void answers_what_is_not_the_api_with_404(String requestLine) {
    RawConnection.Reply reply =
        answer(requestLine, "Content-Type: application/json|Authorization: x", "{");
    assertAll(
        () -> assertEquals(404, reply.status()),
        () -> assertEquals(NOT_FOUND, reply.text()),
        () -> assertEquals("3552371480", reply.header("x-amz-crc32")),
        () -> assertEquals("29", reply.header("Content-Length")),
        () -> assertEquals(52, reply.header("x-amzn-RequestId").length()));
  }

  @Test
  void answers_head_as_any_other_method_without_a_body() {
    try (RawConnection connection = door.connect()) {
      RawConnection.Reply reply =
          connection.send("HEAD / HTTP/1.1\r\nHost: local\r\n\r\n").readHead();
      assertEquals(404, reply.status());
      assertEquals("29", reply.header("Content-Length"));
      assertEquals(200, connection.send("GET / HTTP/1.1\r\nHost: local\r\n\r\n").read().status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded|X-Amz-Target:"
            + " DynamoDB_20120810.ListTables",
        "Content-Type: application/x-amz-json-1.1",
        "Content-Type: application/json2",
        "Content-Type: application/json|Content-Type: application/json"
      })
  void answers_a_body_of_another_media_type_with_404(String headers) {
    RawConnection.Reply reply = answer("POST / HTTP/1.1", headers, "{");
    assertEquals(404, reply.status());
    assertEquals(NOT_FOUND, reply.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        " Application/JSON ;x",
        "application/x-amz-json-1.0;charset=UTF-8"
      })
  void takes_both_media_types_whatever_their_parameters(String contentType) {
    RawConnection.Reply reply =
        answer(
            "POST / HTTP/1.1",
            "Content-Type: "
                + contentType
                + "|X-Amz-Target: DynamoDB_20120810.ListTables|Authorization: x",
            "{}");
    assertEquals(200, reply.status(), reply.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{",
        "{\"a\":}",
        "{} {}",
        "[]",
        "\"a\"",
        "{\"a\":tru}",
        "\u00ff",
        "{\"a\":\"\u00ff\"}"
      })
  void finds_bad_json_before_it_looks_at_the_target(String body) {
    RawConnection.Reply reply = answer("POST / HTTP/1.1", "Content-Type: application/json", body);
    assertAll(
        () -> assertEquals(400, reply.status()),
        () -> assertEquals(SERIALIZATION, reply.text()),
        () -> assertEquals("3948637019", reply.header("x-amz-crc32")));
  }

  @Test
  void answers_json_of_great_depth() {
    RawConnection.Reply reply =
        answer("POST / HTTP/1.1", "Content-Type: application/json", "[".repeat(200_000));
    assertEquals(SERIALIZATION, reply.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "X-Amz-Target: ",
        "X-Amz-Target: ListTables",
        "X-Amz-Target: DynamoDB_20120810.",
        "X-Amz-Target: DynamoDB_20120810.listtables",
        "X-Amz-Target: DynamoDB_20120810.ListTables.",
        "X-Amz-Target: .DynamoDB_20120810.ListTables",
        "X-Amz-Target: DynamoDB_20120810.Brew",
        "X-Amz-Target: DynamoDB_20111205.ListTables",
        "X-Amz-Target: dynamodb_20120810.ListTables",
        "X-Amz-Target: DynamoDBStreams_20120810.ListTables",
        "X-Amz-Target: DynamoDBStreams_20120810.PutItem",
        "X-Amz-Target: DynamoDBStreams_20120810.liststreams",
        "X-Amz-Target: dynamodbstreams_20120810.ListStreams",
        "X-Amz-Target: DynamoDBStreams_20111205.ListStreams",
        "X-Amz-Target: DynamoDB_20120810.DescribeStream",
        "X-Amz-Target: DynamoDB_20120810.GetRecords",
        "X-Amz-Target: DynamoDB_20120810.GetShardIterator",
        "X-Amz-Target: DynamoDB_20120810.ListStreams",
        "X-Amz-Target: DynamoDB_20120810.ListTables|X-Amz-Target: DynamoDB_20120810.ListTables"
      })
  void finds_an_unknown_operation_before_it_looks_at_the_signature(String headers) {
    RawConnection.Reply reply = answer("POST / HTTP/1.1", headers, "");
    assertAll(
        () -> assertEquals(400, reply.status()),
        () -> assertEquals(UNKNOWN_OPERATION, reply.text()),
        () -> assertEquals("1368724161", reply.header("x-amz-crc32")));
  }

  @ParameterizedTest
  @CsvSource({
    "DynamoDB_20120810.ListTables, LIST_TABLES",
    "DynamoDBStreams_20120810.DescribeStream, DESCRIBE_STREAM",
    "DynamoDBStreams_20120810.GetRecords, GET_RECORDS",
    "DynamoDBStreams_20120810.GetShardIterator, GET_SHARD_ITERATOR",
    "DynamoDBStreams_20120810.ListStreams, LIST_STREAMS",
  })
  void finds_an_operation_by_its_service_and_name(String target, Operation operation) {
    door.executed.clear();
    RawConnection.Reply reply =
        answer(
            "POST / HTTP/1.1",
            "Content-Type: application/x-amz-json-1.0|Authorization: x|X-Amz-Target: " + target,
            "{}");
    assertEquals(200, reply.status());
    assertEquals(operation, door.executed.remove().request().operation());
  }

  @Test
  void answers_an_operation_name_of_10_kb() {
    assertEquals(
        UNKNOWN_OPERATION,
        answer("POST / HTTP/1.1", "X-Amz-Target: DynamoDB_20120810." + "x".repeat(10_240), "")
            .text());
  }

  @Test
  void finds_a_missing_signature_before_it_misses_the_body() {
    RawConnection.Reply reply =
        answer("POST / HTTP/1.1", "X-Amz-Target: DynamoDB_20120810.ListTables", "");
    assertTrue(reply.text().contains("MissingAuthenticationTokenException"), reply.text());
  }

  @Test
  void misses_the_body_once_the_signature_is_found_good() {
    RawConnection.Reply reply =
        answer(
            "POST / HTTP/1.1", "X-Amz-Target: DynamoDB_20120810.ListTables|Authorization: x", "");
    assertEquals(SERIALIZATION, reply.text());
    assertEquals("application/json", reply.header("Content-Type"));
  }

  @ParameterizedTest
  @CsvSource({"'',MissingAuthenticationTokenException", "Authorization: x,SerializationException"})
  void checks_types_after_the_signature(String headers, String expected) {
    RawConnection.Reply reply =
        answer(
            "POST / HTTP/1.1",
            "Content-Type: application/json|X-Amz-Target: DynamoDB_20120810.ListTables|A: b"
                + (headers.isEmpty() ? "" : "|" + headers),
            "{\"Limit\":\"x\"}");
    assertEquals(400, reply.status());
    assertTrue(reply.text().contains(expected), reply.text());
  }

  @Test
  void hands_the_call_to_the_domain_with_the_host_that_the_caller_addressed() {
    door.executed.clear();
    assertEquals(200, door.exchange(FrontDoorFixture.call("", "{\"Limit\":7}")).status());
    var call = door.executed.remove();
    assertEquals("local:8000", call.host());
    assertEquals(7, ((ListTablesRequest) call.request()).limit());
  }

  @Test
  void answers_the_error_of_the_domain() {
    var before = door.domain;
    door.domain = request -> CompletableFuture.failedFuture(DynamoDbException.validation("why"));
    try {
      RawConnection.Reply reply = door.exchange(FrontDoorFixture.call("", "{}"));
      assertEquals(400, reply.status());
      assertEquals(
          "{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"why\"}",
          reply.text());
    } finally {
      door.domain = before;
    }
  }
}
