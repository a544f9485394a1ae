package dev.ddblocal.domain.item;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.ItemSize;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateItemTest {
  private static final String ENVELOPE = "1 validation error detected: ";
  private static final String NO_MATCH = "The provided key element does not match the schema";
  private static final String INVALID = "One or more parameter values were invalid: ";

  /** The item that the tables of return values begin with. */
  private static final String ITEM =
      """
      {"pk": {"S": "p"}, "n": {"N": "1"}, "t": {"SS": ["a", "b"]}, "l": {"L": [{"N": "0"}, {"N": "1"}]},
       "m": {"M": {"x": {"S": "X"}, "y": {"S": "Y"}}}}
      """;

  private static final Map<String, String> VALUES =
      Map.of(
          ":one", "{\"N\": \"1\"}",
          ":s", "{\"S\": \"S\"}",
          ":b", "{\"SS\": [\"b\"]}",
          ":ab", "{\"SS\": [\"a\", \"b\"]}",
          ":c", "{\"SS\": [\"c\"]}");

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("H", "pk:S");
    db.createTable("C", "pk:S", "sk:N");
    db.createTable("B", "pk:B");
  }

  private static String update(String key, String rest) {
    return "{\"TableName\": \"H\", \"Key\": {\"pk\": {\"S\": \"%s\"}}%s}"
        .formatted(key, rest.isEmpty() ? "" : ", " + rest);
  }

  private void assertItem(String expected, String key) {
    json.answers(
        "{\"Item\": %s}".formatted(expected),
        "GetItem",
        "{\"TableName\": \"H\", \"Key\": {\"pk\": {\"S\": \"%s\"}}}".formatted(key));
  }

  @Test
  void an_update_makes_the_item_if_there_is_none() {
    json.answers(
        "{}",
        "UpdateItem",
        update(
            "new",
            """
            "UpdateExpression": "SET a = :a ADD n :n", "ExpressionAttributeValues":
             {":a": {"S": "A"}, ":n": {"N": "2"}}
            """));
    assertItem(
        """
        {"pk": {"S": "new"}, "a": {"S": "A"}, "n": {"N": "2"}}
        """,
        "new");
  }

  @Test
  void an_update_of_nothing_makes_the_item_or_leaves_it() {
    json.answers("{}", "UpdateItem", update("only", ""));
    assertItem("{\"pk\": {\"S\": \"only\"}}", "only");
    db.put("H", "pk", "only", "a", 1);
    json.answers("{}", "UpdateItem", update("only", "\"ReturnValues\": \"UPDATED_NEW\""));
    assertItem("{\"pk\": {\"S\": \"only\"}, \"a\": {\"N\": \"1\"}}", "only");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          UPDATED_NEW | SET n = n + :one             | {"n": {"N": "2"}}
          UPDATED_OLD | SET n = n + :one             | {"n": {"N": "1"}}
          UPDATED_NEW | SET m.x = :one               | {"m": {"M": {"x": {"N": "1"}}}}
          UPDATED_OLD | SET m.x = :one               | {"m": {"M": {"x": {"S": "X"}}}}
          UPDATED_NEW | SET m.z = :one               | {"m": {"M": {"z": {"N": "1"}}}}
          UPDATED_OLD | SET m.z = :one               | -
          UPDATED_NEW | SET l[1] = :s                | {"l": {"L": [{"S": "S"}]}}
          UPDATED_OLD | SET l[1] = :s                | {"l": {"L": [{"N": "1"}]}}
          UPDATED_NEW | SET l[9] = :s                | {"l": {"L": [{"S": "S"}]}}
          UPDATED_OLD | SET l[9] = :s                | -
          UPDATED_NEW | REMOVE n                     | -
          UPDATED_OLD | REMOVE n                     | {"n": {"N": "1"}}
          UPDATED_NEW | REMOVE l[0]                  | -
          UPDATED_OLD | REMOVE l[0]                  | {"l": {"L": [{"N": "0"}]}}
          UPDATED_NEW | SET l[1] = :s REMOVE l[0], n | {"l": {"L": [{"S": "S"}]}}
          UPDATED_OLD | REMOVE absent                | -
          UPDATED_NEW | ADD t :c                     | {"t": {"SS": ["a", "b", "c"]}}
          UPDATED_NEW | DELETE t :b                  | {"t": {"SS": ["a"]}}
          UPDATED_NEW | DELETE t :ab                 | -
          UPDATED_OLD | DELETE t :ab                 | {"t": {"SS": ["a", "b"]}}
          UPDATED_NEW | SET a = :s, b = :one         | {"a": {"S": "S"}, "b": {"N": "1"}}
          NONE        | SET a = :s                   | -
          """)
  void answers_the_touched_fragments(String wanted, String expression, String attributes) {
    json.call("PutItem", "{\"TableName\": \"H\", \"Item\": %s}".formatted(ITEM));
    json.answers(
        attributes.equals("-") ? "{}" : "{\"Attributes\": %s}".formatted(attributes),
        "UpdateItem",
        update(
            "p",
            "\"UpdateExpression\": \"%s\", \"ReturnValues\": \"%s\"%s"
                .formatted(expression, wanted, valuesOf(expression))));
  }

  /** The ExpressionAttributeValues for those of {@link #VALUES} that an expression uses. */
  private static String valuesOf(String expression) {
    String used =
        VALUES.entrySet().stream()
            .filter(value -> expression.matches(".*" + value.getKey() + "\\b.*"))
            .map(value -> "\"%s\": %s".formatted(value.getKey(), value.getValue()))
            .collect(Collectors.joining(", "));
    return used.isEmpty() ? "" : ", \"ExpressionAttributeValues\": {" + used + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"UpdateExpression\": \"REMOVE a, b\"",
        "\"UpdateExpression\": \"DELETE a :a\","
            + " \"ExpressionAttributeValues\": {\":a\": {\"SS\": [\"x\"]}}",
        "\"AttributeUpdates\": {\"a\": {\"Action\": \"DELETE\"}}"
      })
  void an_update_that_only_takes_away_makes_no_item(String update) {
    json.answers(
        "{\"ConsumedCapacity\": {\"TableName\": \"H\", \"CapacityUnits\": 1}}",
        "UpdateItem",
        update(
            "nobody",
            update + ", \"ReturnValues\": \"ALL_NEW\", \"ReturnConsumedCapacity\": \"TOTAL\""));
    json.answers("{}", "GetItem", "{\"TableName\": \"H\", \"Key\": {\"pk\": {\"S\": \"nobody\"}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ALL_OLD     | {}                                                  | {"Attributes": {"pk": {"S": "p"}, "v": {"N": "1"}}}
          ALL_NEW     | {"Attributes": {"pk": {"S": "p"}, "v": {"N": "1"}}} | {"Attributes": {"pk": {"S": "p"}, "v": {"N": "2"}}}
          UPDATED_OLD | {}                                                  | {"Attributes": {"v": {"N": "1"}}}
          UPDATED_NEW | {"Attributes": {"v": {"N": "1"}}}                   | {"Attributes": {"v": {"N": "2"}}}
          NONE        | {}                                                  | {}
          """)
  void answers_for_a_new_item_and_for_an_old_one(String wanted, String made, String changed) {
    String request =
        update(
            "p",
            """
            "UpdateExpression": "ADD v :one", "ExpressionAttributeValues": {":one": {"N": "1"}},
             "ReturnValues": "%s"
            """
                .formatted(wanted));
    json.answers(made, "UpdateItem", request);
    json.answers(changed, "UpdateItem", request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET pk = :v", "SET a = :v, pk.x = :v", "SET a = :v REMOVE pk"})
  void a_key_attribute_cannot_be_updated(String expression) {
    json.refuses(
        INVALID + "Cannot update attribute pk. This attribute is part of the key",
        "UpdateItem",
        update(
            "p",
            "\"UpdateExpression\": \"%s\", \"ExpressionAttributeValues\": {\":v\": {\"S\": \"x\"}}"
                .formatted(expression)));
  }

  @Test
  void a_key_attribute_cannot_be_updated_whatever_the_item_is() {
    json.refuses(
        INVALID + "Cannot update attribute sk. This attribute is part of the key",
        "UpdateItem",
        """
        {"TableName": "C", "Key": {"pk": {"S": "p"}, "sk": {"N": "1"}}, "UpdateExpression": "REMOVE #k",
         "ConditionExpression": "attribute_exists(a)", "ExpressionAttributeNames": {"#k": "sk"}}
        """);
  }

  @Test
  void a_key_attribute_can_be_read() {
    json.answers(
        "{\"Attributes\": {\"pk_copy\": {\"S\": \"p\"}}}",
        "UpdateItem",
        update(
            "p", "\"UpdateExpression\": \"SET pk_copy = pk\", \"ReturnValues\": \"UPDATED_NEW\""));
  }

  @Test
  void the_key_has_to_match_the_schema() {
    json.refuses(
        NO_MATCH, "UpdateItem", "{\"TableName\": \"C\", \"Key\": {\"pk\": {\"S\": \"p\"}}}");
    json.refuses(
        NO_MATCH, "UpdateItem", "{\"TableName\": \"H\", \"Key\": {\"pk\": {\"N\": \"1\"}}}");
    json.refuses(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty binary value. Key: pk",
        "UpdateItem",
        "{\"TableName\": \"B\", \"Key\": {\"pk\": {\"B\": \"\"}}}");
    json.refuses(
        INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes",
        "UpdateItem",
        update("p".repeat(2049), ""));
  }

  @Test
  void a_missing_table_is_not_found() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        DynamoDbJson.request("UpdateItem", update("p", "").replace("\"H\"", "\"X\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "UpdateExpression": ""                                   | Invalid UpdateExpression: The expression can not be empty;
          "UpdateExpression": "INVALID SYNTAX"                     | Invalid UpdateExpression: Syntax error; token: "INVALID", near: "INVALID SYNTAX"
          "UpdateExpression": "SET a = :v"                         | Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v
          "UpdateExpression": "REMOVE a", "ConditionExpression": "" | Invalid ConditionExpression: The expression can not be empty;
          "UpdateExpression": "REMOVE a", "ConditionExpression": "a = :v" | Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v
          "UpdateExpression": "REMOVE a", "ExpressionAttributeNames": {"#u": "u"} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}
          "UpdateExpression": "REMOVE a", "ExpressionAttributeValues": {":u": {"S": "u"}} | Value provided in ExpressionAttributeValues unused in expressions: keys: {:u}
          "ExpressionAttributeValues": {":u": {"S": "u"}}          | ExpressionAttributeValues can only be specified when using expressions
          "ExpressionAttributeNames": {"#u": "u"}                  | ExpressionAttributeNames can only be specified when using expressions
          "UpdateExpression": "REMOVE a", "ExpressionAttributeValues": {} | ExpressionAttributeValues must not be empty
          "UpdateExpression": "REMOVE a", "ExpressionAttributeNames": {}  | ExpressionAttributeNames must not be empty
          "UpdateExpression": "ADD a :v", "ExpressionAttributeValues": {":v": {"SS": []}} | One or more parameter values were invalid: An string set  may not be empty
          "UpdateExpression": "SET a = :v REMOVE b SET c = :v", "ExpressionAttributeValues": {":v": {"S": "v"}} | Invalid UpdateExpression: The "SET" section can only be used once in an update expression;
          "UpdateExpression": "SET a = :v REMOVE a.b", "ExpressionAttributeValues": {":v": {"S": "v"}} | Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]
          """)
  void expressions_are_checked_before_the_table_is_looked_for(String parameters, String message) {
    json.refuses(
        ENVELOPE + message,
        "UpdateItem",
        update("p", parameters).replace("\"TableName\": \"H\"", "\"TableName\": \"X\""));
  }

  @Test
  void an_update_cannot_make_an_item_too_large() {
    String most = "x".repeat(ItemSize.MAX - "pk".length() - "p".length() - "v".length());
    String request =
        """
        "UpdateExpression": "SET v = :v", "ExpressionAttributeValues": {":v": {"S": "%s"}}
        """;
    json.answers("{}", "UpdateItem", update("p", request.formatted(most.substring(20))));
    json.refuses(
        "Item size to update has exceeded the maximum allowed size",
        "UpdateItem",
        update("p", request.formatted(most + "x")));
    json.refuses(
        "Item size to update has exceeded the maximum allowed size",
        "UpdateItem",
        update(
            "p",
            """
            "UpdateExpression": "SET w = v", "ReturnValues": "NONE"
            """));
    assertItem(
        "{\"pk\": {\"S\": \"p\"}, \"v\": {\"S\": \"%s\"}}".formatted(most.substring(20)), "p");
  }

  @ParameterizedTest
  @CsvSource({
    "SET a = b, The provided expression refers to an attribute that does not exist in the item",
    "SET m.x.y = :s, The document path provided in the update expression is invalid for update",
    "SET n = t + :one, An operand in the update expression has an incorrect data type",
    "ADD n :c, An operand in the update expression has an incorrect data type",
  })
  void an_update_that_the_item_does_not_allow_changes_nothing(String expression, String message) {
    json.call("PutItem", "{\"TableName\": \"H\", \"Item\": %s}".formatted(ITEM));
    json.refuses(
        message,
        "UpdateItem",
        update("p", "\"UpdateExpression\": \"%s\"%s".formatted(expression, valuesOf(expression))));
    assertItem(ITEM, "p");
  }

  @Test
  void an_update_is_charged_by_the_larger_item() {
    db.put("H", "pk", "p", "v", "x".repeat(3000));
    assertEquals(
        3.0,
        units(
            """
            "UpdateExpression": "REMOVE v", "ReturnConsumedCapacity": "TOTAL"
            """));
    assertEquals(1.0, units("\"ReturnConsumedCapacity\": \"TOTAL\""));
  }

  private double units(String parameters) {
    var request = (UpdateItemRequest) DynamoDbJson.request("UpdateItem", update("p", parameters));
    return db.call(request).consumedCapacity().capacityUnits();
  }
}
