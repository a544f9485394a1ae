package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.LIST_TABLES_BODY;
import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.table.ListTablesRequest;
import dev.ddblocal.domain.table.ListTablesResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long connections live, and what becomes of the requests on them. */
class ConnectionTest {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofMinutes(10);
  private static final Duration LONG_ENOUGH_TO_SEND = Duration.ofSeconds(2);

  private static String listTables(int limit) {
    return call("", "{\"Limit\":" + limit + "}");
  }

  private static CompletableFuture<Object> echo(Object request) {
    return CompletableFuture.completedFuture(
        new ListTablesResponse(
            List.of(String.valueOf(((ListTablesRequest) request).limit())), null));
  }

  @Test
  void answers_pipelined_requests_in_their_order_whoever_completes_them() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      door.domain =
          request ->
              ((ListTablesRequest) request).limit() % 2 == 0
                  ? echo(request)
                  : CompletableFuture.supplyAsync(() -> echo(request).join(), threads);
      StringBuilder requests = new StringBuilder();
      for (int i = 1; i <= 100; i++) {
        requests.append(listTables(i));
      }
      connection.send(requests.toString());
      for (int i = 1; i <= 100; i++) {
        assertEquals("{\"TableNames\":[\"" + i + "\"]}", connection.read().text());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void answers_requests_that_complete_together_on_many_connections() {
    try (FrontDoorFixture door = new FrontDoorFixture(settings -> settings.withEventLoops(3))) {
      ConcurrentLinkedQueue<CompletableFuture<Object>> waiting = new ConcurrentLinkedQueue<>();
      door.domain =
          request -> {
            CompletableFuture<Object> answer = new CompletableFuture<>();
            waiting.add(answer);
            return answer;
          };
      List<RawConnection> connections = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        connections.add(door.connect().send(listTables(1)));
      }
      Await.until(() -> waiting.size() == 60);
      waiting.forEach(answer -> answer.complete(new ListTablesResponse(List.of("t"), null)));
      for (RawConnection connection : connections) {
        assertEquals(LIST_TABLES_BODY, connection.read().text());
        connection.close();
      }
    }
  }

  @Test
  void works_for_a_client_only_as_fast_as_it_reads() {
    int requests = 120;
    int heldByTheSockets = 60;
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      door.domain =
          _ ->
              CompletableFuture.completedFuture(
                  new ListTablesResponse(List.of("x".repeat(1_000_000)), null));
      connection.send(listTables(1).repeat(requests));
      for (int read = 1; read <= requests; read++) {
        assertEquals(1_000_019, connection.read().body().length);
        assertTrue(door.executed.size() <= read + heldByTheSockets);
      }
    }
  }

  @Test
  void closes_a_connection_whose_client_does_not_read() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withTimeouts(NEVER, LONG_ENOUGH_TO_SEND));
        RawConnection connection = door.connect()) {
      door.domain =
          _ ->
              CompletableFuture.completedFuture(
                  new ListTablesResponse(List.of("x".repeat(1_000_000)), null));
      connection.send(listTables(1).repeat(200));
      Await.until(() -> door.executed.size() > 0);
      Await.until(() -> door.registry.get("ddb_local.requests.in.flight").gauge().value() == 0);
      assertTrue(door.executed.size() < 200);
    }
  }

  @Test
  void keeps_a_connection_of_http_1_1_and_closes_it_when_asked() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      RawConnection.Reply first = connection.send(listTables(1)).read();
      assertNull(first.header("Connection"));
      RawConnection.Reply last = connection.send(call("Connection: close\r\n", "{}")).read();
      assertEquals("close", last.header("Connection"));
      assertEquals(LIST_TABLES_BODY, last.text());
      assertEquals(0, connection.readToEnd());
    }
  }

  @Test
  void closes_a_connection_of_http_1_0_unless_asked_to_keep_it() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      String request =
          listTables(1).replace("HTTP/1.1", "HTTP/1.0").replace("Host: local:8000\r\n", "");
      RawConnection.Reply kept =
          connection.send(request.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n")).read();
      assertEquals("keep-alive", kept.header("Connection"));
      assertEquals(LIST_TABLES_BODY, connection.send(request).read().text());
      assertEquals(0, connection.readToEnd());
      assertEquals("127.0.0.1:" + door.frontDoor().port(), door.executed.element().host());
    }
  }

  @Test
  void serves_an_ordinary_client() throws Exception {
    try (FrontDoorFixture door = new FrontDoorFixture();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.frontDoor().port() + "/"))
              .header("Authorization", "AWS4 x")
              .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
              .header("Content-Type", "application/x-amz-json-1.0")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
      assertEquals(LIST_TABLES_BODY, answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "POST / HTTP/1.1\r\nHost: local\r\nX-A: b",
        "POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 2\r\n\r\n{",
        "POST / HTTP/1.1\r\nHost: local\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
      })
  void closes_a_connection_whose_request_never_finishes(String beginning) {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withTimeouts(SOON, NEVER));
        RawConnection connection = door.connect()) {
      assertEquals(0, connection.send(beginning).readToEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 2\r\n\r\n{",
        "POST / HTTP/1.1\r\nHost: local\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
      })
  void closes_a_connection_that_falls_silent_within_a_request(String beginning) {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withTimeouts(NEVER, SOON));
        RawConnection connection = door.connect()) {
      assertEquals(0, connection.send(beginning).readToEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "POST / HTTP/1.1\r\n"})
  void keeps_a_silent_connection_whose_request_is_being_answered(String more) {
    try (FrontDoorFixture door =
            new FrontDoorFixture(
                settings -> settings.withTimeouts(LONG_ENOUGH_TO_SEND, LONG_ENOUGH_TO_SEND));
        RawConnection connection = door.connect()) {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      door.domain = _ -> answer;
      connection.send(listTables(1) + more);
      Await.until(() -> door.executed.size() == 1);
      // The sweep that closes this one, which is younger, has looked at the other one too.
      try (RawConnection younger = door.connect()) {
        assertEquals(0, younger.readToEnd());
      }
      answer.complete(new ListTablesResponse(List.of("t"), null));
      assertEquals(LIST_TABLES_BODY, connection.read().text());
      assertEquals(0, connection.readToEnd());
    }
  }

  @Test
  void closes_a_connection_whose_request_trickles_in() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withTimeouts(SOON, NEVER));
        RawConnection connection = door.connect()) {
      connection.send("POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 1000000\r\n\r\n{");
      assertThrows(
          UncheckedIOException.class,
          () ->
              Await.until(() -> {
                connection.send(" ");
                return false;
              }));
    }
  }

  @Test
  void keeps_a_connection_whose_requests_finish() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withTimeouts(Duration.ofMillis(50), NEVER));
        RawConnection connection = door.connect()) {
      connection.send(listTables(1)).read();
      long later = System.nanoTime() + Duration.ofMillis(300).toNanos();
      Await.until(() -> System.nanoTime() > later);
      assertEquals(LIST_TABLES_BODY, connection.send(listTables(1)).read().text());
    }
  }

  @Test
  void closes_a_connection_that_stays_silent() {
    try (FrontDoorFixture door =
            new FrontDoorFixture(settings -> settings.withTimeouts(NEVER, SOON));
        RawConnection connection = door.connect();
        RawConnection silent = door.connect()) {
      connection.send(listTables(1)).read();
      assertEquals(0, connection.readToEnd());
      assertEquals(0, silent.readToEnd());
    }
  }

  @Test
  void finishes_what_is_in_flight_when_it_stops() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection idle = door.connect();
        RawConnection connection = door.connect()) {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      door.domain = request -> answer;
      assertEquals(200, idle.send("GET / HTTP/1.1\r\nHost: local\r\n\r\n").read().status());
      connection.send(listTables(1));
      Await.until(() -> door.executed.size() == 1);

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(door::stop);
      assertEquals(0, idle.readToEnd());
      assertThrows(UncheckedIOException.class, () -> awaitRefusedConnection(door));
      assertFalse(stopped.isDone());

      answer.complete(new ListTablesResponse(List.of("t"), null));
      RawConnection.Reply reply = connection.read();
      assertEquals(LIST_TABLES_BODY, reply.text());
      assertEquals("close", reply.header("Connection"));
      assertEquals(0, connection.readToEnd());
      stopped.join();
    }
  }

  private static void awaitRefusedConnection(FrontDoorFixture door) {
    Await.until(() -> {
      door.connect().close();
      return false;
    });
  }

  @Test
  void cuts_off_what_does_not_finish_in_the_time_of_grace() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      door.domain = request -> new CompletableFuture<>();
      connection.send(listTables(1));
      Await.until(() -> door.executed.size() == 1);
      door.frontDoor().stop(Duration.ofMillis(100)).toCompletableFuture().join();
      assertEquals(0, connection.readToEnd());
    }
  }

  @Test
  void stops_although_a_client_does_not_read() {
    try (FrontDoorFixture door = new FrontDoorFixture();
        RawConnection connection = door.connect()) {
      door.domain =
          _ ->
              CompletableFuture.completedFuture(
                  new ListTablesResponse(List.of("x".repeat(1_000_000)), null));
      connection.send(listTables(1).repeat(100));
      Await.until(() -> door.executed.size() > 2);
      door.frontDoor().stop(Duration.ofMillis(100)).toCompletableFuture().join();
      Await.until(() -> door.registry.get("ddb_local.requests.in.flight").gauge().value() == 0);
    }
  }

  @Test
  void starts_and_stops_many_times_and_side_by_side() {
    for (int i = 0; i < 3; i++) {
      try (FrontDoorFixture one = new FrontDoorFixture(settings -> settings.withEventLoops(2));
          FrontDoorFixture other = new FrontDoorFixture()) {
        assertTrue(one.frontDoor().port() != other.frontDoor().port());
        assertEquals(LIST_TABLES_BODY, one.exchange(listTables(1)).text());
        assertEquals(LIST_TABLES_BODY, other.exchange(listTables(1)).text());
      }
    }
  }

  @Test
  void does_not_start_on_a_port_that_is_taken() {
    try (FrontDoorFixture door = new FrontDoorFixture()) {
      ListenAddress taken = new ListenAddress("127.0.0.1", door.frontDoor().port());
      var failure =
          assertThrows(
              java.util.concurrent.CompletionException.class,
              () ->
                  new FrontDoorFixture(
                      settings -> HttpSettings.on(taken, settings.defaultRegion())));
      assertTrue(failure.getCause() instanceof java.net.BindException, failure.toString());
      assertEquals(LIST_TABLES_BODY, door.exchange(listTables(1)).text());
    }
  }
}
