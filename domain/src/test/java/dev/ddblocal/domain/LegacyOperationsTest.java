package dev.ddblocal.domain;

import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations with legacy parameters in place of expressions. */
class LegacyOperationsTest {
  private static final String MIXED =
      "Can not use both expression and non-expression parameters in the same request:"
          + " Non-expression parameters: ";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("T", "pk:S", "sk:N");
    for (int i = 1; i <= 4; i++) {
      db.put("T", "pk", "p", "sk", i, "v", i * 10, "w", "x" + i);
    }
  }

  /** A write of the item with sort key 1. */
  private static String write(String operation, String parameters) {
    return "{\"TableName\": \"T\", \"%s\": {\"pk\": {\"S\": \"p\"}, \"sk\": {\"N\": \"1\"}}, %s}"
        .formatted(operation.equals("PutItem") ? "Item" : "Key", parameters);
  }

  private void assertStored(String attributes) {
    json.answers(
        "{\"Item\": {\"pk\": {\"S\": \"p\"}, \"sk\": {\"N\": \"1\"}%s}}".formatted(attributes),
        "GetItem",
        write("GetItem", "\"ConsistentRead\": true"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PutItem", "UpdateItem", "DeleteItem"})
  void a_write_is_done_only_if_what_it_expects_holds(String operation) {
    String expected =
        """
        "Expected": {"v": {"ComparisonOperator": "LT", "AttributeValueList": [{"N": "%d"}]},
         "x": {"Exists": false}}, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"
        """;
    json.failsCondition(
        "{\"pk\": {\"S\": \"p\"}, \"sk\": {\"N\": \"1\"}, \"v\": {\"N\": \"10\"}, \"w\": {\"S\":"
            + " \"x1\"}}",
        operation,
        write(operation, expected.formatted(10)));
    json.answers("{}", operation, write(operation, expected.formatted(11)));
  }

  @Test
  void either_condition_is_enough_with_or() {
    String expected =
        """
        "Expected": {"v": {"Value": {"N": "11"}}, "w": {"Value": {"S": "x1"}}},
         "ConditionalOperator": "%s"
        """;
    json.failsCondition("null", "DeleteItem", write("DeleteItem", expected.formatted("AND")));
    json.answers("{}", "DeleteItem", write("DeleteItem", expected.formatted("OR")));
  }

  @Test
  void attribute_updates_change_an_item() {
    json.answers(
        """
        {"Attributes": {"v": {"N": "13"}, "n": {"NULL": true}}}
        """,
        "UpdateItem",
        write(
            "UpdateItem",
            """
            "AttributeUpdates": {"v": {"Action": "ADD", "Value": {"N": "3"}},
             "w": {"Action": "DELETE"}, "n": {"Value": {"NULL": true}}}, "ReturnValues": "UPDATED_NEW"
            """));
    assertStored(", \"v\": {\"N\": \"13\"}, \"n\": {\"NULL\": true}");
  }

  @Test
  void attribute_updates_of_an_unfit_type_change_nothing() {
    json.refuses(
        "Type mismatch for attribute to update",
        "UpdateItem",
        write(
            "UpdateItem",
            """
            "AttributeUpdates": {"v": {"Action": "PUT", "Value": {"N": "3"}},
             "w": {"Action": "ADD", "Value": {"N": "1"}}}
            """));
    assertStored(", \"v\": {\"N\": \"10\"}, \"w\": {\"S\": \"x1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"AttributeUpdates\": {}"})
  void an_update_that_says_nothing_makes_the_item(String updates) {
    json.answers(
        "{}",
        "UpdateItem",
        "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"new\"}, \"sk\": {\"N\": \"0\"}}%s}"
            .formatted(updates));
    json.answers(
        "{\"Item\": {\"pk\": {\"S\": \"new\"}, \"sk\": {\"N\": \"0\"}}}",
        "GetItem",
        "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"new\"}, \"sk\": {\"N\": \"0\"}}}");
  }

  @Test
  void attribute_updates_leave_the_key_alone() {
    json.refuses(
        "One or more parameter values were invalid: Cannot update attribute sk. This attribute is"
            + " part of the key",
        "UpdateItem",
        write("UpdateItem", "\"AttributeUpdates\": {\"sk\": {\"Value\": {\"N\": \"9\"}}}"));
  }

  @Test
  void attributes_to_get_select_top_level_attributes() {
    json.answers(
        "{\"Item\": {\"w\": {\"S\": \"x1\"}}}",
        "GetItem",
        write("GetItem", "\"AttributesToGet\": [\"w\", \"none\", \"v.x\"]"));
    json.answers("{\"Item\": {}}", "GetItem", write("GetItem", "\"AttributesToGet\": [\"none\"]"));
    json.answers(
        """
        {"Responses": {"T": [{"v": {"N": "20"}}]}, "UnprocessedKeys": {}}
        """,
        "BatchGetItem",
        """
        {"RequestItems": {"T": {"Keys": [{"pk": {"S": "p"}, "sk": {"N": "2"}}],
         "AttributesToGet": ["v"]}}}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "sk": {"ComparisonOperator": "GT", "AttributeValueList": [{"N": "2"}]}                  | 3 4
          "sk": {"ComparisonOperator": "LE", "AttributeValueList": [{"N": "2"}]}                  | 1 2
          "sk": {"ComparisonOperator": "BETWEEN", "AttributeValueList": [{"N": "2"}, {"N": "3"}]} | 2 3
          "sk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"N": "4.0"}]}                | 4
          """)
  void key_conditions_find_a_run_of_items(String condition, String sortKeys) {
    StringBuilder items = new StringBuilder();
    for (String key : sortKeys.split(" ", -1)) {
      items.append(items.isEmpty() ? "" : ", ").append("{\"sk\": {\"N\": \"" + key + "\"}}");
    }
    int count = sortKeys.split(" ", -1).length;
    json.answers(
        "{\"Items\": [%s], \"Count\": %d, \"ScannedCount\": %d}".formatted(items, count, count),
        "Query",
        """
        {"TableName": "T", "AttributesToGet": ["sk"], "KeyConditions": {%s,
         "pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}}
        """
            .formatted(condition));
  }

  @Test
  void filters_of_queries_and_scans_choose_items() {
    String filter =
        """
        {"v": {"ComparisonOperator": "IN", "AttributeValueList": [{"N": "10"}, {"N": "20"}]},
         "w": {"ComparisonOperator": "BEGINS_WITH", "AttributeValueList": [{"S": "x3"}]}}
        """;
    String answer = "{\"Items\": [%s], \"Count\": %d, \"ScannedCount\": 4}";
    String sought = "{\"sk\": {\"N\": \"1\"}}, {\"sk\": {\"N\": \"2\"}}, {\"sk\": {\"N\": \"3\"}}";
    json.answers(
        answer.formatted(sought, 3),
        "Scan",
        "{\"TableName\": \"T\", \"AttributesToGet\": [\"sk\"], \"ConditionalOperator\": \"OR\", \"ScanFilter\": %s}"
            .formatted(filter));
    json.answers(
        answer.formatted("", 0),
        "Scan",
        "{\"TableName\": \"T\", \"ScanFilter\": %s}".formatted(filter));
    json.answers(
        answer.formatted(sought, 3),
        "Query",
        """
        {"TableName": "T", "AttributesToGet": ["sk"], "ConditionalOperator": "OR", "QueryFilter": %s,
         "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}}
        """
            .formatted(filter));
  }

  @Test
  void key_conditions_go_with_other_expressions() {
    json.answers(
        "{\"Items\": [{\"sk\": {\"N\": \"2\"}}], \"Count\": 1, \"ScannedCount\": 4}",
        "Query",
        """
        {"TableName": "T", "FilterExpression": "v = :v", "ProjectionExpression": "sk",
         "ExpressionAttributeValues": {":v": {"N": "20"}},
         "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PutItem    | "Item": {"pk": {"S": "p"}}, "Expected": {"pk": {"Exists": false}}, "ConditionExpression": "a = :a" | {Expected} Expression parameters: {ConditionExpression}
          DeleteItem | "Key": {"pk": {"S": "p"}}, "ConditionalOperator": "OR", "ConditionExpression": "a = :a" | {ConditionalOperator} Expression parameters: {ConditionExpression}
          UpdateItem | "Key": {"pk": {"S": "p"}}, "AttributeUpdates": {"a": {"Value": {"S": "v"}}}, "UpdateExpression": "SET a = :v", "ExpressionAttributeValues": {":v": {"S": "v"}} | {AttributeUpdates} Expression parameters: {UpdateExpression}
          UpdateItem | "Key": {"pk": {"S": "p"}}, "AttributeUpdates": {}, "Expected": {}, "ConditionExpression": "a = :a", "UpdateExpression": "REMOVE a" | {AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}
          """)
  void a_write_does_not_take_both_kinds_of_parameters(
      String operation, String parameters, String message) {
    json.refuses(
        "1 validation error detected: " + MIXED + message,
        operation,
        "{\"TableName\": \"none\", %s}".formatted(parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GetItem | "Key": {"pk": {"S": "p"}}, "AttributesToGet": ["a"], "ProjectionExpression": "a" | {AttributesToGet} Expression parameters: {ProjectionExpression}
          Query   | "KeyConditions": {}, "KeyConditionExpression": "pk = :p" | {KeyConditions} Expression parameters: {KeyConditionExpression}
          Query   | "QueryFilter": {}, "KeyConditionExpression": "pk = :p" | {QueryFilter} Expression parameters: {KeyConditionExpression}
          Query   | "KeyConditions": {}, "QueryFilter": {}, "FilterExpression": "a = :a" | {QueryFilter} Expression parameters: {FilterExpression}
          Query   | "AttributesToGet": ["a"], "ConditionalOperator": "OR", "QueryFilter": {}, "FilterExpression": "a = :a", "ProjectionExpression": "a" | {AttributesToGet, QueryFilter, ConditionalOperator} Expression parameters: {ProjectionExpression, FilterExpression}
          Scan    | "AttributesToGet": ["a"], "FilterExpression": "a = :a" | {AttributesToGet} Expression parameters: {FilterExpression}
          Scan    | "ScanFilter": {}, "ConditionalOperator": "OR", "ProjectionExpression": "a" | {ScanFilter, ConditionalOperator} Expression parameters: {ProjectionExpression}
          """)
  void a_read_does_not_take_both_kinds_of_parameters(
      String operation, String parameters, String message) {
    json.refuses(MIXED + message, operation, "{\"TableName\": \"none\", %s}".formatted(parameters));
  }

  @Test
  void a_batch_does_not_take_both_kinds_even_for_different_tables() {
    json.refuses(
        MIXED + "{AttributesToGet} Expression parameters: {ProjectionExpression}",
        "BatchGetItem",
        """
        {"RequestItems": {"T": {"Keys": [{"pk": {"S": "p"}, "sk": {"N": "1"}}],
         "ProjectionExpression": "v"}, "U": {"Keys": [{"pk": {"S": "p"}}], "AttributesToGet": ["v"]}}}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PutItem    | 1 validation error detected: | "Item": {"pk": {"S": "p"}}, "Expected": {"pk": {"Exists": false}}
          UpdateItem | 1 validation error detected: | "Key": {"pk": {"S": "p"}}, "AttributeUpdates": {}
          GetItem    |                              | "Key": {"pk": {"S": "p"}}, "AttributesToGet": ["a"]
          Query      |                              | "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}
          Scan       |                              | "ScanFilter": {}
          """)
  void placeholders_need_an_expression(String operation, String envelope, String parameters) {
    json.refuses(
        (envelope == null ? "" : envelope + " ")
            + "ExpressionAttributeNames can only be specified when using expressions",
        operation,
        "{\"TableName\": \"none\", \"ExpressionAttributeNames\": {\"#a\": \"a\"}, %s}"
            .formatted(parameters));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Query | "KeyConditions": {} | Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.
          Query | "KeyConditions": {"sk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"N": "1"}]}} | Query condition missed key schema element: pk
          Query | "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"N": "1"}]}} | One or more parameter values were invalid: Condition parameter type does not match schema type
          Query | "KeyConditions": {"pk": {"ComparisonOperator": "NE", "AttributeValueList": [{"S": "p"}]}} | Attempted conditional constraint is not an indexable operation
          Query | "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}, "QueryFilter": {"sk": {"ComparisonOperator": "NOT_NULL"}} | QueryFilter can only contain non-primary key attributes: Primary key attribute: sk
          Query | "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}, "ConditionalOperator": "OR" | ConditionalOperator cannot be used without Filter or Expected
          Query | "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "p"}]}}, "AttributesToGet": ["a"], "Select": "COUNT" | 1 validation error detected: Cannot specify the AttributesToGet when choosing to get only the Count
          Scan  | "AttributesToGet": ["a"], "Select": "ALL_ATTRIBUTES" | Cannot specify the AttributesToGet when choosing to get ALL_ATTRIBUTES
          Scan  | "ScanFilter": {"a": {"ComparisonOperator": "NULL"}}, "ConditionalOperator": "AND" | ConditionalOperator can only be used when Filter or Expected has two or more elements
          Scan  | "ScanFilter": {"a": {"ComparisonOperator": "EQ", "AttributeValueList": [{"N": ""}]}} | The parameter cannot be converted to a numeric value
          """)
  void a_read_is_refused_for_its_legacy_parameters(
      String operation, String parameters, String message) {
    json.refuses(message, operation, "{\"TableName\": \"T\", %s}".formatted(parameters));
  }
}
