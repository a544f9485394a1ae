package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers of DynamoDB itself, recorded as data in {@code recorded-answers.json}: tables to make,
 * then cases of steps, each an operation with its request and what it has to answer: {@code body},
 * a subset; {@code exact}, everything; or {@code error} with its {@code message}.
 */
class RecordedAnswersIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Value types whose members have no order. */
  private static final Set<String> SETS = Set.of("SS", "NS", "BS");

  @TempDir static Path folder;

  private static InProcessServer server;
  private static JsonNode recorded;

  @BeforeAll
  static void start() throws IOException {
    server = InProcessServer.start(folder);
    try (InputStream in = RecordedAnswersIT.class.getResourceAsStream("recorded-answers.json")) {
      recorded = JSON.readTree(in);
    }
    for (Map.Entry<String, JsonNode> table : recorded.get("tables").properties()) {
      ObjectNode request = table.getValue().deepCopy();
      request.put("TableName", tableName(table.getKey()));
      assertEquals(200, call("CreateTable", request.toString()).status());
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String tableName(String placeholder) {
    return "table_" + placeholder;
  }

  private static RawAnswer call(String operation, String body) throws IOException {
    return server.call(InProcessServer.TEST, operation, body);
  }

  @TestFactory
  Stream<DynamicTest> dynamodb_answered() {
    return StreamSupport.stream(recorded.get("cases").spliterator(), false)
        .map(each -> DynamicTest.dynamicTest(each.get("id").textValue(), () -> run(each)));
  }

  private static void run(JsonNode recordedCase) throws IOException {
    for (JsonNode step : recordedCase.get("steps")) {
      RawAnswer answer =
          call(step.get("op").textValue(), withTableNames(step.get("req").toString()));
      JsonNode expected = JSON.readTree(withTableNames(step.get("expect").toString()));
      JsonNode body = JSON.readTree(answer.body());
      if (expected.has("error")) {
        assertError(expected, answer.status(), body);
        continue;
      }
      assertEquals(200, answer.status(), answer.body());
      if (expected.has("exact")) {
        assertEquals(ordered(expected.get("exact")), ordered(body));
      } else if (expected.has("body")) {
        assertContains("", expected.get("body"), body);
      }
    }
  }

  private static String withTableNames(String text) {
    String named = text.replace("${ABSENT}", "no_such_table");
    for (Map.Entry<String, JsonNode> table : recorded.get("tables").properties()) {
      named = named.replace("${" + table.getKey() + "}", tableName(table.getKey()));
    }
    return named;
  }

  private static void assertError(JsonNode expected, int status, JsonNode body) {
    assertEquals(400, status, body.toString());
    String type = body.get("__type").textValue();
    assertEquals(
        expected.get("error").textValue(), type.substring(type.indexOf('#') + 1), body.toString());
    if (expected.has("message")) {
      assertMessage(expected.get("message"), body.get("message").textValue());
    }
  }

  private static void assertMessage(JsonNode expected, String message) {
    if (expected.isTextual()) {
      assertEquals(expected.textValue(), message);
    } else if (expected.has("contains")) {
      assertTrue(message.contains(expected.get("contains").textValue()), message);
    } else if (expected.has("re")) {
      assertTrue(Pattern.compile(expected.get("re").textValue()).matcher(message).find(), message);
    } else if (expected.has("oneOf")) {
      assertTrue(
          StreamSupport.stream(expected.get("oneOf").spliterator(), false)
              .anyMatch(each -> each.textValue().equals(message)),
          message);
    } else {
      fail("an expectation of unknown form: " + expected);
    }
  }

  private static void assertContains(String path, JsonNode expected, JsonNode actual) {
    if (!expected.isObject()) {
      assertEquals(ordered(expected).toString(), ordered(actual).toString(), path);
      return;
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      if (member.getKey().equals("$absent")) {
        member
            .getValue()
            .forEach(name -> assertFalse(actual.has(name.textValue()), path + "/" + name));
      } else if (SETS.contains(member.getKey())) {
        assertEquals(ordered(expected), ordered(actual), path);
      } else {
        assertTrue(actual.has(member.getKey()), path + "/" + member.getKey() + " is missing");
        assertContains(
            path + "/" + member.getKey(), member.getValue(), actual.get(member.getKey()));
      }
    }
  }

  /** The same value with the members of all sets in order, and numbers comparable. */
  private static JsonNode ordered(JsonNode node) {
    if (node.isNumber()) {
      return JSON.getNodeFactory().numberNode(node.doubleValue());
    }
    if (node.isArray()) {
      var array = JSON.createArrayNode();
      node.forEach(each -> array.add(ordered(each)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (SETS.contains(member.getKey()) && member.getValue().isArray()) {
        Set<String> members = new TreeSet<>();
        member.getValue().forEach(each -> members.add(each.textValue()));
        object.set(member.getKey(), JSON.valueToTree(members));
      } else {
        object.set(member.getKey(), ordered(member.getValue()));
      }
    }
    return object;
  }
}
