package dev.ddblocal.domain.item;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalWriteTest {
  private static final String STORED = "{\"pk\": {\"S\": \"p\"}, \"v\": {\"N\": \"1\"}}";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    db.createTable("H", "pk:S");
    db.put("H", "pk", "p", "v", 1);
  }

  /** A PutItem, UpdateItem or DeleteItem of an item, with further parameters. */
  private static String write(String operation, String key, String parameters) {
    return "{\"TableName\": \"H\", \"%s\": {\"pk\": {\"S\": \"%s\"}}, %s}"
        .formatted(operation.equals("PutItem") ? "Item" : "Key", key, parameters);
  }

  private void assertStored(String expected, String key) {
    json.answers(
        expected,
        "GetItem",
        "{\"TableName\": \"H\", \"Key\": {\"pk\": {\"S\": \"%s\"}}}".formatted(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem"})
  void a_write_is_done_only_if_its_condition_holds(String operation) {
    String parameters =
        """
        "ConditionExpression": "#v = :v", "ExpressionAttributeNames": {"#v": "v"},
         "ExpressionAttributeValues": {":v": {"N": "%d"}}
        """;
    json.failsCondition("null", operation, write(operation, "p", parameters.formatted(2)));
    assertStored("{\"Item\": %s}".formatted(STORED), "p");
    json.answers("{}", operation, write(operation, "p", parameters.formatted(1)));
    assertStored(
        switch (operation) {
          case "PutItem" -> "{\"Item\": {\"pk\": {\"S\": \"p\"}}}";
          case "UpdateItem" -> "{\"Item\": %s}".formatted(STORED);
          default -> "{}";
        },
        "p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem"})
  void an_item_that_is_not_there_has_no_attributes(String operation) {
    json.failsCondition(
        "null",
        operation,
        write(
            operation,
            "none",
            """
            "ConditionExpression": "attribute_exists(pk)",
             "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
            """));
    assertStored("{}", "none");
    json.answers("{}", operation, write(operation, "none", "\"ConditionExpression\": \"v <> pk\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PutItem    | , "ReturnValuesOnConditionCheckFailure": "ALL_OLD" | {"pk": {"S": "p"}, "v": {"N": "1"}}
          UpdateItem | , "ReturnValuesOnConditionCheckFailure": "ALL_OLD" | {"pk": {"S": "p"}, "v": {"N": "1"}}
          DeleteItem | , "ReturnValuesOnConditionCheckFailure": "ALL_OLD" | {"pk": {"S": "p"}, "v": {"N": "1"}}
          PutItem    | , "ReturnValuesOnConditionCheckFailure": "NONE"    | null
          DeleteItem | ``                                                 | null
          UpdateItem | , "ReturnValues": "ALL_OLD"                        | null
          """)
  void a_failed_condition_answers_the_item_if_asked_for(
      String operation, String parameters, String item) {
    json.failsCondition(
        item,
        operation,
        write(
            operation, "p", "\"ConditionExpression\": \"attribute_not_exists(pk)\"" + parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "ConditionExpression": ""                           | Invalid ConditionExpression: The expression can not be empty;
          "ConditionExpression": "((attribute_exists(pk)))"   | Invalid ConditionExpression: The expression has redundant parentheses;
          "ConditionExpression": "a = :v"                     | Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v
          "ConditionExpression": "attribute_exists(#a)"       | Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a
          "ConditionExpression": "attribute_exists(a)", "ExpressionAttributeNames": {"#u": "u"} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}
          "ConditionExpression": "attribute_exists(a)", "ExpressionAttributeValues": {":u": {"S": "u"}} | Value provided in ExpressionAttributeValues unused in expressions: keys: {:u}
          "ExpressionAttributeValues": {":u": {"S": "u"}}     | ExpressionAttributeValues can only be specified when using expressions
          "ExpressionAttributeNames": {"#u": "u"}             | ExpressionAttributeNames can only be specified when using expressions
          "ConditionExpression": "attribute_exists(a)", "ExpressionAttributeValues": {} | ExpressionAttributeValues must not be empty
          "ConditionExpression": "attribute_exists(a)", "ExpressionAttributeNames": {}  | ExpressionAttributeNames must not be empty
          "ConditionExpression": "a = :v", "ExpressionAttributeValues": {":v": {"N": "x"}} | The parameter cannot be converted to a numeric value: x
          "ConditionExpression": "a = :v", "ExpressionAttributeValues": {":v": {"SS": ["b", "a", "b"]}} | One or more parameter values were invalid: Input collection ["a", "b", "b"] contains duplicates.
          """)
  void conditions_are_checked_in_the_envelope_before_the_table_is_looked_for(
      String parameters, String message) {
    for (String operation : new String[] {"PutItem", "UpdateItem", "DeleteItem"}) {
      json.refuses(
          "1 validation error detected: " + message,
          operation,
          write(operation, "p", parameters).replace("\"H\"", "\"X\""));
    }
  }

  @Test
  void a_condition_reads_the_item_before_the_update() {
    json.answers(
        "{\"Attributes\": {\"v\": {\"N\": \"2\"}}}",
        "UpdateItem",
        write(
            "UpdateItem",
            "p",
            """
            "UpdateExpression": "SET v = v + :one", "ConditionExpression": "v = :one",
             "ExpressionAttributeValues": {":one": {"N": "1"}}, "ReturnValues": "UPDATED_NEW"
            """));
  }

  @Test
  void a_failed_condition_comes_before_what_the_update_cannot_do() {
    json.failsCondition(
        "null",
        "UpdateItem",
        write(
            "UpdateItem",
            "p",
            "\"UpdateExpression\": \"SET a = absent\", \"ConditionExpression\": \"v = pk\""));
  }
}
