package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Calls the server and compares what it answers; a difference is told with the call it is in. */
final class Session {
  private static final int MAX_SHOWN = 4_000;

  private final Server server;
  private final String name;
  private int calls;
  private String last = "";
  private JsonNode answered;

  /**
   * Begins a session.
   *
   * @param name what tells this run from others
   */
  Session(Server server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Calls an operation that has to succeed. */
  JsonNode succeed(String operation, ObjectNode request) throws IOException {
    Server.Answer answer = call(operation, request);
    same("status", 200, answer.status());
    return answer.body();
  }

  /** Calls an operation that has to be refused with an error of that name. */
  JsonNode refused(String error, String operation, ObjectNode request) throws IOException {
    Server.Answer answer = call(operation, request);
    same("status", 400, answer.status());
    String type = answer.body().get("__type").textValue();
    same("error", error, type.substring(type.indexOf('#') + 1));
    return answer.body();
  }

  private Server.Answer call(String operation, ObjectNode request) throws IOException {
    calls++;
    last = operation + " " + request;
    answered = null;
    try {
      Server.Answer answer = server.call(operation, request.toString());
      answered = answer.body();
      return answer;
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(context("no answer"), e);
    }
  }

  /** What the last answer says has to be this. */
  void same(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw difference(what + ": expected " + shown(expected) + "\n  but was " + shown(actual));
    }
  }

  /** The body has these members and no others. */
  void members(JsonNode body, Set<String> expected) {
    Set<String> names = new TreeSet<>();
    body.fieldNames().forEachRemaining(names::add);
    same("members of the answer", new TreeSet<>(expected), names);
  }

  /** The consumed capacity that is answered. */
  void capacity(Units expected, String tableName, JsonNode actual) {
    same("capacity", expected.json(tableName), actual);
  }

  /** The error of a difference in the last answer. */
  AssertionError difference(String what) {
    return new AssertionError(context(what));
  }

  private String context(String what) {
    return name
        + ", call "
        + calls
        + ": "
        + what
        + "\n  in "
        + shown(last)
        + "\n  -> "
        + shown(answered);
  }

  private static String shown(Object thing) {
    String text = String.valueOf(thing);
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
