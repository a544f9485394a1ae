package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.LIST_TABLES_BODY;
import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.StorageReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see: management answers, metrics and the request log. */
class ObservationTest {
  private static final Logger LOGGER = Logger.getLogger(ManagementRoutes.class.getName());

  @BeforeAll
  static void expectFailures() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void expectNoFailures() {
    LOGGER.setLevel(null);
  }

  private static RawConnection.Reply get(int port, String path) {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send("GET " + path + " HTTP/1.1\r\nHost: local\r\n\r\n").read();
    }
  }

  private static RawConnection.Reply get(FrontDoorFixture door, String path) {
    return get(door.frontDoor().port(), path);
  }

  @Test
  void health_follows_the_storage() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      RawConnection.Reply healthy = get(door, "/_health");
      assertEquals(200, healthy.status());
      assertEquals("application/json", healthy.header("Content-Type"));
      assertEquals("{\"status\":\"healthy\"}", healthy.text());

      door.storage =
          CompletableFuture.completedFuture(
              new StorageReport(false, "a \"quoted\" problem", List.of()));
      RawConnection.Reply unhealthy = get(door, "/_health");
      assertEquals(503, unhealthy.status());
      assertEquals(
          "{\"status\":\"unhealthy\",\"problem\":\"a \\\"quoted\\\" problem\"}", unhealthy.text());

      door.storage = CompletableFuture.failedFuture(new IllegalStateException("SECRET"));
      RawConnection.Reply failed = get(door, "/_health");
      assertEquals(503, failed.status());
      assertTrue(!failed.text().contains("SECRET"), failed.text());
    }
  }

  @Test
  void readiness_follows_whoever_runs_the_server() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      assertEquals(200, get(door, "/_ready").status());
      door.ready = false;
      assertEquals(503, get(door, "/_ready").status());
    }
  }

  @Test
  void nothing_is_ready_once_it_is_stopping() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings ->
                settings.withManagementAddress(Optional.of(new ListenAddress("127.0.0.1", 0))));
        RawConnection connection = door.connect()) {
      CompletableFuture<Object> never = new CompletableFuture<>();
      door.domain = request -> never;
      connection.send(call("", "{}"));
      Await.until(() -> door.executed.size() == 1);
      int management = door.frontDoor().managementPort().getAsInt();
      assertEquals(200, get(management, "/_ready").status());

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(door::stop);
      Await.until(() -> get(management, "/_ready").status() == 503);
      assertEquals(200, get(management, "/_health").status());
      never.completeExceptionally(DynamoDbException.validation("x"));
      stopped.join();
    }
  }

  @Test
  void metrics_are_those_of_whoever_runs_the_server() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      RawConnection.Reply reply = get(door, "/_metrics");
      assertEquals(200, reply.status());
      assertEquals("# HELP up\nup 1\n", reply.text());
      assertEquals("text/plain; version=0.0.4; charset=utf-8", reply.header("Content-Type"));

      door.metrics =
          text -> {
            throw new IllegalStateException("x");
          };
      assertEquals(503, get(door, "/_metrics").status());
    }
  }

  @Test
  void expired_items_are_deleted_when_somebody_posts_for_it() {
    String sweep = "POST /_ttl/sweep HTTP/1.1\r\nHost: local\r\nContent-Length: 0\r\n\r\n";
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      door.sweep = CompletableFuture.completedFuture(7L);
      RawConnection.Reply reply = door.exchange(sweep);
      assertEquals(200, reply.status());
      assertEquals("application/json", reply.header("Content-Type"));
      assertEquals("{\"deletedItems\":7}", reply.text());
      assertEquals("healthy: dynamodb.eu-west-2.amazonaws.com ", get(door, "/").text());
      assertEquals(404, get(door, "/_ttl/sweep").status());

      door.sweep = CompletableFuture.failedFuture(new IllegalStateException("SECRET"));
      RawConnection.Reply failed = door.exchange(sweep);
      assertEquals(500, failed.status());
      assertEquals("{\"problem\":\"expired items could not be deleted\"}", failed.text());
    }
  }

  @Test
  void expired_items_are_not_deleted_by_whoever_reaches_the_api() {
    try (FrontDoorFixture door =
        new FrontDoorFixture(settings ->
            HttpSettings.on(new ListenAddress("0.0.0.0", 0), settings.defaultRegion()))) {
      assertEquals(
          "<UnknownOperationException/>\n",
          door.exchange("POST /_ttl/sweep HTTP/1.1\r\nHost: local\r\nContent-Length: 0\r\n\r\n")
              .text());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_health", "/_ready", "/_metrics"})
  void management_is_served_on_its_own_address_and_on_loopback(String path) {
    try (FrontDoorFixture door =
        new FrontDoorFixture(settings ->
            settings.withManagementAddress(Optional.of(new ListenAddress("127.0.0.1", 0))))) {
      assertEquals(200, get(door, path).status());
      assertEquals(200, get(door.frontDoor().managementPort().getAsInt(), path).status());
      assertEquals(404, get(door.frontDoor().managementPort().getAsInt(), "/").status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/_health", "/_ready", "/_metrics"})
  void management_is_not_served_beside_an_api_that_others_can_reach(String path) {
    try (FrontDoorFixture door =
        new FrontDoorFixture(settings ->
            HttpSettings.on(new ListenAddress("0.0.0.0", 0), settings.defaultRegion())
                .withManagementAddress(Optional.of(new ListenAddress("127.0.0.1", 0))))) {
      assertEquals("<UnknownOperationException/>\n", get(door, path).text());
      assertEquals(200, get(door.frontDoor().managementPort().getAsInt(), path).status());
    }
  }

  private static long count(MeterRegistry registry, String operation, String outcome) {
    return registry
        .get("ddb_local.requests")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  @Test
  void requests_are_counted_by_operation_and_outcome() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      door.exchange(call("", "{}"));
      door.exchange(call("", "{}"));
      door.exchange(call("", "{"));
      door.exchange("PUT / HTTP/1.1\r\nHost: local\r\n\r\n");
      door.exchange("PUT / HTTP/1.1\r\n\r\n");
      door.domain = request -> CompletableFuture.failedFuture(DynamoDbException.validation("x"));
      door.exchange(call("", "{}"));
      door.domain =
          request -> CompletableFuture.failedFuture(DynamoDbException.internalServerError());
      door.exchange(call("", "{}"));

      MeterRegistry registry = door.registry;
      assertEquals(2, count(registry, "ListTables", "success"));
      assertEquals(1, count(registry, "ListTables", "client_error"));
      assertEquals(1, count(registry, "ListTables", "server_error"));
      assertEquals(2, count(registry, "none", "client_error"));
      assertEquals(0, count(registry, "PutItem", "success"));
      assertEquals(9, registry.get("ddb_local.request.bytes").functionCounter().count());
      assertTrue(
          registry.get("ddb_local.response.bytes").functionCounter().count()
              > 2 * LIST_TABLES_BODY.length());
    }
  }

  @Test
  void requests_in_flight_are_counted_until_they_are_answered() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      door.domain = request -> answer;
      connection.send(call("", "{}"));
      var inFlight = door.registry.get("ddb_local.requests.in.flight").gauge();
      try (RawConnection leaving = door.connect()) {
        leaving.send("POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 9\r\n\r\n{");
        Await.until(() -> inFlight.value() == 2);
      }
      Await.until(() -> inFlight.value() == 1);
      answer.completeExceptionally(DynamoDbException.validation("x"));
      connection.read();
      Await.until(() -> inFlight.value() == 0);
    }
  }

  @Test
  void the_request_log_says_who_did_what_and_how_it_ended() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      RawConnection.Reply ok = door.exchange(call("", "{}"));
      RequestLog.Entry entry = door.logged.remove();
      assertEquals(ok.header("x-amzn-RequestId"), entry.requestId());
      assertEquals("ListTables", entry.operation());
      assertEquals(200, entry.status());
      assertEquals("", entry.errorCode());
      assertEquals("000000001234", entry.account());
      assertEquals("ACCESS", entry.accessKeyId());

      door.exchange(call("", "{").replace("Authorization", "X"));
      RequestLog.Entry refused = door.logged.remove();
      assertEquals("", refused.operation());
      assertEquals(400, refused.status());
      assertEquals("SerializationException", refused.errorCode());
      assertEquals("", refused.account());
      assertEquals("", refused.accessKeyId());
    }
  }
}
