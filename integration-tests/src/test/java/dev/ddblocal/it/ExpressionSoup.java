package dev.ddblocal.it;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Random;

/**
 * Calls whose expressions, placeholders, page tokens and legacy parameters are drawn token by
 * token, and with that hardly ever mean anything.
 */
final class ExpressionSoup {
  private static final List<String> OPERATIONS =
      List.of("PutItem", "UpdateItem", "DeleteItem", "GetItem", "Query", "Scan");
  private static final List<String> EXPRESSIONS =
      List.of(
          "ConditionExpression",
          "UpdateExpression",
          "ProjectionExpression",
          "FilterExpression",
          "KeyConditionExpression");
  private static final List<String> TOKENS =
      List.of(
          "a",
          "pk",
          "v",
          "#n",
          "#",
          "#missing",
          ":v",
          ":",
          ":missing",
          ":l",
          ":s",
          "a.b",
          "a[0]",
          "a[99999999999]",
          "a[-1]",
          "[",
          "]",
          "(",
          ")",
          ",",
          ".",
          "=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "-",
          "*",
          "!",
          "\"",
          "'",
          "\\",
          "\u0000",
          "\u00fc",
          "\ud83d\ude00",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "SET",
          "REMOVE",
          "ADD",
          "DELETE",
          "size(a)",
          "size",
          "attribute_exists(a)",
          "attribute_not_exists(pk)",
          "attribute_type(a, :s)",
          "begins_with(a, :s)",
          "contains(a, :v)",
          "if_not_exists(a, :v)",
          "list_append(a, :l)",
          "pk = :s",
          "a = :v",
          "a BETWEEN :v AND :v",
          "a IN (:v, :s)",
          "SET a = :v",
          "SET v = v + :v",
          "ADD v :v",
          "REMOVE a",
          "name",
          "SELECT",
          "0",
          "1.5");
  private static final List<String> LEGACY =
      List.of("Expected", "AttributeUpdates", "KeyConditions", "QueryFilter", "ScanFilter");
  private static final List<String> COMPARISONS =
      List.of("EQ", "NE", "LE", "IN", "BETWEEN", "NULL", "CONTAINS", "BEGINS_WITH", "eq", "");
  private static final List<String> VALUES =
      List.of(
          "{\"S\":\"a\"}",
          "{\"N\":\"1\"}",
          "{\"N\":\"x\"}",
          "{\"B\":\"AA==\"}",
          "{\"B\":\"?\"}",
          "{\"SS\":[]}",
          "{\"NS\":[\"1\",\"1.0\"]}",
          "{\"L\":[]}",
          "{\"M\":{}}",
          "{}",
          "{\"S\":\"\"}",
          "{\"NULL\":false}",
          "{\"S\":\"a\",\"N\":\"1\"}");
  private static final int MAX_TOKENS = 12;
  private static final int MAX_NESTING = 2_000;
  private static final int MAX_PLACEHOLDER = 70_000;

  private final Random random;
  private final List<String> tables;

  /**
   * Draws calls.
   *
   * @param tables the tables that they are about
   */
  ExpressionSoup(Random random, List<String> tables) {
    this.random = random;
    this.tables = List.copyOf(tables);
  }

  /** The next call. */
  RandomCalls.Call next() {
    String operation = oneOf(OPERATIONS);
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("TableName", oneOf(tables));
    if (operation.equals("PutItem")) {
      request.putObject("Item").putObject("pk").put("S", "soup");
    } else if (operation.endsWith("Item")) {
      request.putObject("Key").putObject("pk").put("S", "soup");
    }
    for (int i = 0; i <= random.nextInt(3); i++) {
      request.put(oneOf(EXPRESSIONS), expression());
    }
    if (operation.equals("Query") && random.nextBoolean()) {
      request.put("KeyConditionExpression", "pk = :s");
    }
    placeholders(request);
    if (random.nextInt(4) == 0) {
      request.putRawValue("ExclusiveStartKey", raw(attributes()));
    }
    if (random.nextInt(3) == 0) {
      legacy(request);
    }
    return new RandomCalls.Call(operation, request.toString());
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private String expression() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(MAX_TOKENS); i > 0; i--) {
      text.append(oneOf(TOKENS)).append(random.nextInt(5) == 0 ? "" : " ");
    }
    return switch (random.nextInt(12)) {
      case 0 -> nested("(", text, ")");
      case 1 -> nested("NOT ", text, "");
      case 2 -> nested("size(", text, ")");
      case 3 -> "SET a = " + nested("if_not_exists(a, ", text, ")");
      case 4 -> nested("a.", text, "");
      default -> text.toString();
    };
  }

  /** Nested so deeply that it is refused as a rule, be it for its length. */
  private String nested(String open, CharSequence text, String close) {
    int depth = random.nextInt(random.nextBoolean() ? 20 : MAX_NESTING);
    return open.repeat(depth) + text + close.repeat(random.nextInt(10) == 0 ? depth / 2 : depth);
  }

  private void placeholders(ObjectNode request) {
    if (random.nextInt(5) > 0) {
      ObjectNode names = request.putObject("ExpressionAttributeNames");
      names.put("#n", random.nextInt(10) > 0 ? "v" : "n".repeat(random.nextInt(MAX_PLACEHOLDER)));
      if (random.nextInt(10) == 0) {
        names.put(oneOf(TOKENS), oneOf(TOKENS));
      }
    }
    if (random.nextInt(5) > 0) {
      ObjectNode values = request.putObject("ExpressionAttributeValues");
      values.putRawValue(":v", raw(random.nextInt(4) > 0 ? "{\"N\":\"1\"}" : oneOf(VALUES)));
      values.putRawValue(":s", raw("{\"S\":\"a\"}"));
      if (random.nextInt(10) == 0) {
        String placeholder = ":" + "p".repeat(random.nextInt(MAX_PLACEHOLDER));
        values.putRawValue(placeholder, raw(oneOf(VALUES)));
      }
    }
  }

  private String attributes() {
    return "{\"pk\":"
        + oneOf(VALUES)
        + (random.nextBoolean() ? ",\"a\":" + oneOf(VALUES) : "")
        + "}";
  }

  private void legacy(ObjectNode request) {
    ObjectNode condition =
        request.putObject(oneOf(LEGACY)).putObject(oneOf(List.of("pk", "a", "")));
    if (random.nextBoolean()) {
      condition.put("ComparisonOperator", oneOf(COMPARISONS));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      condition.withArray("AttributeValueList").addRawValue(raw(oneOf(VALUES)));
    }
    if (random.nextBoolean()) {
      condition.putRawValue("Value", raw(oneOf(VALUES)));
    }
    if (random.nextInt(3) == 0) {
      condition.put("Exists", random.nextBoolean());
    }
    if (random.nextInt(3) == 0) {
      condition.put("Action", oneOf(List.of("PUT", "ADD", "DELETE", "REMOVE")));
    }
    if (random.nextInt(3) == 0) {
      request.put("ConditionalOperator", oneOf(List.of("AND", "OR", "XOR")));
    }
    if (random.nextInt(3) == 0) {
      request.putArray("AttributesToGet").add(oneOf(TOKENS)).add(oneOf(TOKENS));
    }
    if (random.nextBoolean()) {
      request.remove(EXPRESSIONS);
      request.remove(List.of("ExpressionAttributeNames", "ExpressionAttributeValues"));
    }
  }

  private static RawValue raw(String json) {
    return new RawValue(json);
  }
}
