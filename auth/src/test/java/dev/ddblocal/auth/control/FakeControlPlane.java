package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A control plane on loopback that answers what a test wants, one operation at a time. */
final class FakeControlPlane implements AutoCloseable {
  private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");
  private static final Pattern KEY = Pattern.compile("Credential=(\\w+)/");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<Call, Answer>> script = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * A request as it came.
   *
   * @param operation the operation's or action's name
   * @param body the body
   * @param accessKeyId who signed it
   */
  record Call(String operation, String body, String accessKeyId) {
    ObjectNode json() {
      return ControlJson.parse(body);
    }
  }

  /** What is done with a request. */
  sealed interface Answer {
    /** It is answered. */
    record Reply(int status, String body) implements Answer {}

    /** It is never answered. */
    record Silence() implements Answer {}

    /** Its connection is closed. */
    record Drop() implements Answer {}

    /** It is answered when the test opens the latch. */
    record Later(CountDownLatch latch, Answer then) implements Answer {}
  }

  FakeControlPlane() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Answer ok(ObjectNode json) {
    return new Answer.Reply(200, json.toString());
  }

  static Answer xml(String element, String text) {
    return new Answer.Reply(200, "<R><" + element + ">" + text + "</" + element + "></R>");
  }

  static Answer xmlError(int status, String code) {
    return new Answer.Reply(
        status, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");
  }

  static Answer jsonError(int status, String type) {
    return new Answer.Reply(
        status, "{\"__type\":\"com.amazon.coral.service#" + type + "\",\"message\":\"no\"}");
  }

  ServiceEndpoint endpoint() {
    return ServiceEndpoint.parse("TEST", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is answered to an operation from now on. */
  FakeControlPlane on(String operation, Function<Call, Answer> answer) {
    script.put(operation, answer);
    return this;
  }

  FakeControlPlane on(ControlOperation operation, Function<Call, Answer> answer) {
    return on(operation.apiName(), answer);
  }

  FakeControlPlane on(ControlOperation operation, Answer answer) {
    return on(operation.apiName(), _ -> answer);
  }

  FakeControlPlane on(String operation, Answer answer) {
    return on(operation, _ -> answer);
  }

  List<Call> calls(String operation) {
    return calls.stream().filter(call -> call.operation().equals(operation)).toList();
  }

  List<Call> calls(ControlOperation operation) {
    return calls(operation.apiName());
  }

  int count(ControlOperation operation) {
    return calls(operation).size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation =
        target == null ? first(ACTION, body) : target.substring(target.indexOf('.') + 1);
    Call call =
        new Call(
            operation, body, first(KEY, exchange.getRequestHeaders().getFirst("Authorization")));
    calls.add(call);
    answer(
        exchange,
        script
            .getOrDefault(operation, _ -> jsonError(400, "UnknownOperationException"))
            .apply(call));
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    switch (answer) {
      case Answer.Reply(int status, String text) -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
      }
      case Answer.Silence _ -> {
        await(closing);
        exchange.close();
      }
      case Answer.Drop _ -> exchange.close();
      case Answer.Later(CountDownLatch latch, Answer then) -> {
        await(latch);
        answer(exchange, then);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text == null ? "" : text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Stops listening: connections are refused from now on. */
  void stop() {
    closing.countDown();
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
    threads.shutdownNow();
  }
}
