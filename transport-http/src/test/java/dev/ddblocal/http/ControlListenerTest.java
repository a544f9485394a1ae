package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.call;
import static dev.ddblocal.http.FrontDoorFixture.lines;
import static dev.ddblocal.http.FrontDoorFixture.post;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The internal API of a control plane and its address (spec: authentication, 9.4). */
class ControlListenerTest {
  private static final ListenAddress LOOPBACK = new ListenAddress("127.0.0.1", 0);
  private static final String TARGET = "DdbLocalControl_20261122.ResolveSigningKey";
  private static final String UNKNOWN_OPERATION =
      "{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}";

  private final Logger logger = Logger.getLogger(OperationPipeline.class.getName());
  private FrontDoorFixture door;

  @BeforeEach
  void open() {
    door = new FrontDoorFixture(withControl(LOOPBACK));
  }

  @AfterEach
  void close() {
    door.close();
  }

  private static UnaryOperator<HttpSettings> withControl(ListenAddress address) {
    return settings -> settings.withControlAddress(Optional.of(address));
  }

  private static String control(String target, String body) {
    return post(
        lines(
            "Host: local",
            "Authorization: AWS4 x",
            "X-Amz-Target: " + target,
            "Content-Type: application/x-amz-json-1.0"),
        body);
  }

  private RawConnection.Reply exchange(String request) {
    try (RawConnection connection = new RawConnection(door.frontDoor().controlPort().getAsInt())) {
      return connection.send(request).read();
    }
  }

  @Test
  void answers_a_call_of_the_internal_api() {
    door.control = body -> CompletableFuture.completedFuture("{\"echo\":" + body + ",\"ä\":1}");
    RawConnection.Reply reply = exchange(control(TARGET, "{\"date\":\"d\"}"));
    CRC32 crc = new CRC32();
    crc.update(reply.body());
    assertAll(
        () -> assertEquals(200, reply.status()),
        () -> assertEquals("{\"echo\":{\"date\":\"d\"},\"ä\":1}", reply.text()),
        () -> assertEquals("application/x-amz-json-1.0", reply.header("Content-Type")),
        () -> assertEquals(Long.toString(crc.getValue()), reply.header("x-amz-crc32")),
        () -> assertEquals(52, reply.header("x-amzn-RequestId").length()),
        () -> assertEquals(List.of("control"), List.copyOf(door.authenticatedFor)),
        () -> assertEquals(0, door.executed.size()));
  }

  @Test
  void hands_the_body_over_in_utf_8() {
    door.control = CompletableFuture::completedFuture;
    String body =
        new String("{\"ü\":\"😀\"}".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertEquals("{\"ü\":\"😀\"}", exchange(control(TARGET, body)).text());
    assertEquals("{\"ü\":\"😀\"}", door.controlled.remove());
  }

  @Test
  void is_not_there_on_the_main_port() {
    RawConnection.Reply reply = door.exchange(control(TARGET, "{}"));
    assertEquals(400, reply.status());
    assertEquals(UNKNOWN_OPERATION, reply.text());
    assertEquals(0, door.authenticated.size());
    assertEquals(0, door.controlled.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DdbLocalControl_20261122.Brew",
        "DdbLocalControl_20261122.",
        "DdbLocalControl_20261122",
        "DdbLocalControl_20261122.resolvesigningkey",
        "DdbLocalControl_20261122.ResolveSigningKey.",
        "ddblocalcontrol_20261122.ResolveSigningKey",
        "DdbLocalControl_20120810.ResolveSigningKey",
        "DynamoDB_20120810.ResolveSigningKey"
      })
  void knows_only_its_own_operations(String target) {
    assertEquals(UNKNOWN_OPERATION, exchange(control(target, "{}")).text());
    assertEquals(0, door.authenticated.size());
  }

  @Test
  void checks_syntax_then_signature_then_the_presence_of_a_body() {
    assertTrue(exchange(control(TARGET, "{")).text().contains("SerializationException"));
    assertEquals(0, door.authenticated.size());
    assertTrue(
        exchange(control(TARGET, "").replace("Authorization", "X"))
            .text()
            .contains("MissingAuthenticationTokenException"));
    assertTrue(exchange(control(TARGET, "")).text().contains("SerializationException"));
    assertEquals(0, door.controlled.size());
  }

  @Test
  void answers_errors_as_dynamodb_does() {
    door.control =
        body ->
            CompletableFuture.failedFuture(new DynamoDbException(ErrorCode.ACCESS_DENIED, "why"));
    RawConnection.Reply reply = exchange(control(TARGET, "{}"));
    assertEquals(400, reply.status());
    assertEquals(
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"why\"}",
        reply.text());
  }

  @Test
  void a_failure_of_ours_tells_nothing() {
    logger.setLevel(Level.OFF);
    door.control = body -> CompletableFuture.failedFuture(new IllegalStateException("SECRET"));
    try {
      RawConnection.Reply reply = exchange(control(TARGET, "{}"));
      assertEquals(500, reply.status());
      assertEquals(
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\","
              + "\"message\":\"Internal server error\"}",
          reply.text());
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void serves_all_that_the_main_port_serves() {
    assertEquals(FrontDoorFixture.LIST_TABLES_BODY, exchange(call("", "{}")).text());
    assertEquals(
        200,
        exchange(
                post(
                    lines(
                        "Host: local",
                        "Authorization: x",
                        "Content-Type: application/x-www-form-urlencoded"),
                    "Action=CreateUser&Version=2010-05-08"))
            .status());
    assertEquals(
        "healthy: dynamodb.eu-west-2.amazonaws.com ",
        exchange("GET / HTTP/1.1\r\nHost: local\r\n\r\n").text());
    assertEquals(200, exchange("GET /_ready HTTP/1.1\r\nHost: local\r\n\r\n").status());
    assertEquals(List.of("dynamodb", "iam"), List.copyOf(door.authenticatedFor));
  }

  @Test
  void calls_are_logged_and_counted_by_operation() {
    exchange(control(TARGET, "{}"));
    assertEquals("control:ResolveSigningKey", door.logged.remove().operation());
    assertEquals(
        1,
        door.registry
            .get("ddb_local.requests")
            .tag("operation", "control:ResolveSigningKey")
            .tag("outcome", "success")
            .timer()
            .count());
    exchange(control("DdbLocalControl_20261122.Brew", "{}"));
    assertEquals("", door.logged.remove().operation());
  }

  @Test
  void there_is_no_control_port_unless_there_is_an_address() {
    try (FrontDoorFixture plain = new FrontDoorFixture()) {
      assertEquals(OptionalInt.empty(), plain.frontDoor().controlPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void is_not_opened_to_others_without_tls(String host) {
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> new FrontDoorFixture(withControl(new ListenAddress(host, 0))));
    assertInstanceOf(FrontDoorStartException.class, failure.getCause());
    assertEquals(
        "the control address " + host + " is not a loopback address: it needs TLS",
        failure.getCause().getMessage());
  }

  @Test
  void stops_with_the_main_port() {
    int port = door.frontDoor().controlPort().getAsInt();
    door.stop();
    assertThrows(RuntimeException.class, () -> new RawConnection(port));
  }
}
