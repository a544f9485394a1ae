package dev.ddblocal.http;

import static dev.ddblocal.http.FrontDoorFixture.LIST_TABLES_BODY;
import static dev.ddblocal.http.FrontDoorFixture.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is our fault: logged under the request's id, answered 500, and the connection lives on. */
class FailureTest {
  private final List<LogRecord> logged = new ArrayList<>();
  private final Logger logger = Logger.getLogger(OperationPipeline.class.getName());
  private final Handler collector =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord entry) {
          logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private FrontDoorFixture door;

  @BeforeEach
  void open() {
    logger.setUseParentHandlers(false);
    logger.addHandler(collector);
    door = new FrontDoorFixture();
  }

  @AfterEach
  void close() {
    door.close();
    logger.removeHandler(collector);
    logger.setUseParentHandlers(true);
  }

  private static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "authenticator throws",
            door ->
                door.authenticator =
                    request -> {
                      throw fault();
                    }),
        fault(
            "authenticator fails",
            door -> door.authenticator = request -> CompletableFuture.failedFuture(fault())),
        fault("authenticator answers null", door -> door.authenticator = request -> null),
        fault(
            "authenticator finds nobody",
            door -> door.authenticator = request -> CompletableFuture.completedFuture(null)),
        fault(
            "domain throws",
            door ->
                door.domain =
                    request -> {
                      throw fault();
                    }),
        fault(
            "domain runs out of stack",
            door ->
                door.domain =
                    request -> {
                      throw new StackOverflowError();
                    }),
        fault(
            "domain fails",
            door -> door.domain = request -> CompletableFuture.failedFuture(fault())),
        fault(
            "domain fails in layers",
            door ->
                door.domain =
                    request ->
                        CompletableFuture.failedFuture(
                            new CompletionException(new CompletionException(fault())))),
        fault(
            "domain fails on another thread",
            door ->
                door.domain =
                    request ->
                        CompletableFuture.supplyAsync(() -> {
                          throw fault();
                        })),
        fault("domain answers null", door -> door.domain = request -> null),
        fault(
            "response that is none",
            door -> door.domain = request -> CompletableFuture.completedFuture(new Object())),
        fault(
            "no response",
            door -> door.domain = request -> CompletableFuture.completedFuture(null)));
  }

  private static IllegalStateException fault() {
    return new IllegalStateException("the secret is SECRET");
  }

  private static Arguments fault(String name, Consumer<FrontDoorFixture> fault) {
    return Arguments.of(name, fault);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void answers_500_and_logs_the_cause(String name, Consumer<FrontDoorFixture> fault) {
    var authenticator = door.authenticator;
    var domain = door.domain;
    fault.accept(door);
    try (RawConnection connection = door.connect()) {
      RawConnection.Reply reply = connection.send(call("", "{}")).read();
      assertEquals(500, reply.status());
      assertEquals(
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\","
              + "\"message\":\"Internal server error\"}",
          reply.text());

      assertEquals(1, logged.size());
      assertTrue(
          logged.getFirst().getMessage().contains(reply.header("x-amzn-RequestId")),
          logged.getFirst().getMessage());
      assertNotNull(logged.getFirst().getThrown());

      door.authenticator = authenticator;
      door.domain = domain;
      assertEquals(LIST_TABLES_BODY, connection.send(call("", "{}")).read().text());
    }
  }

  @Test
  void logs_the_cause_itself_and_not_what_carried_it() {
    Throwable fault = fault();
    door.domain = request -> CompletableFuture.failedFuture(new CompletionException(fault));
    door.exchange(call("", "{}"));
    assertSame(fault, logged.getFirst().getThrown());
  }

  @Test
  void answers_500_to_a_large_body_too() {
    door.domain = request -> CompletableFuture.failedFuture(fault());
    assertEquals(500, door.exchange(call("", "{" + " ".repeat(1_000_000) + "}")).status());
  }

  @Test
  void outlives_clients_that_go_away_before_their_answer() {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    var domain = door.domain;
    door.domain = request -> answer;
    try (RawConnection connection = door.connect()) {
      connection.send(call("", "{}"));
      Await.until(() -> door.executed.size() == 1);
    }
    door.domain = domain;
    answer.completeExceptionally(fault());
    Await.until(() -> door.logged.size() == 1);
    assertEquals(LIST_TABLES_BODY, door.exchange(call("", "{}")).text());
  }
}
