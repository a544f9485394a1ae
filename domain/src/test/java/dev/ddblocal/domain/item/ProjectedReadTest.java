package dev.ddblocal.domain.item;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectedReadTest {
  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("H", "pk:S");
    db.createTable("C", "pk:S", "sk:N");
    json.call(
        "PutItem",
        """
        {"TableName": "H", "Item": {"pk": {"S": "p"}, "a": {"S": "A"},
         "l": {"L": [{"M": {"x": {"S": "1"}, "y": {"S": "2"}}}, {"S": "one"}, {"S": "two"}]}}}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "ProjectionExpression": "a"              | {"a": {"S": "A"}}
          "ProjectionExpression": "l[2], l[1], pk" | {"l": {"L": [{"S": "one"}, {"S": "two"}]}, "pk": {"S": "p"}}
          "ProjectionExpression": "l[0].y, l[0].x" | {"l": {"L": [{"M": {"x": {"S": "1"}, "y": {"S": "2"}}}]}}
          "ProjectionExpression": "#1, a", "ExpressionAttributeNames": {"#1": "absent"} | {"a": {"S": "A"}}
          "ProjectionExpression": "absent, l[7]"   | {}
          """)
  void only_the_parts_asked_for_are_answered(String parameters, String item) {
    json.answers(
        "{\"Item\": %s}".formatted(item),
        "GetItem",
        "{\"TableName\": \"H\", \"Key\": {\"pk\": {\"S\": \"p\"}}, %s}".formatted(parameters));
    json.answers(
        "{\"Responses\": {\"H\": [%s]}, \"UnprocessedKeys\": {}}".formatted(item),
        "BatchGetItem",
        """
        {"RequestItems": {"H": {"Keys": [{"pk": {"S": "p"}}, {"pk": {"S": "none"}}], %s}}}
        """
            .formatted(parameters));
  }

  @Test
  void an_item_that_is_not_there_is_no_empty_item() {
    json.answers(
        "{}",
        "GetItem",
        """
        {"TableName": "H", "Key": {"pk": {"S": "none"}}, "ProjectionExpression": "a"}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "ProjectionExpression": ""        | Invalid ProjectionExpression: The expression can not be empty;
          "ProjectionExpression": "!!! INVALID !!!" | Invalid ProjectionExpression: Syntax error; token: "!", near: "!!"
          "ProjectionExpression": "a, a.b"  | Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]
          "ProjectionExpression": "#a"      | Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #a
          "ProjectionExpression": "a", "ExpressionAttributeNames": {"#u": "u"} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}
          "ProjectionExpression": "a", "ExpressionAttributeNames": {} | ExpressionAttributeNames must not be empty
          "ExpressionAttributeNames": {"#u": "u"} | ExpressionAttributeNames can only be specified when using expressions
          """)
  void projections_are_checked_bare_before_the_table_is_looked_for(
      String parameters, String message) {
    json.refuses(
        message,
        "GetItem",
        "{\"TableName\": \"X\", \"Key\": {\"pk\": {\"S\": \"p\"}}, %s}".formatted(parameters));
    json.refuses(
        message,
        "BatchGetItem",
        "{\"RequestItems\": {\"X\": {\"Keys\": [{\"pk\": {\"S\": \"p\"}}], %s}}}"
            .formatted(parameters));
  }

  @Test
  void each_table_of_a_batch_has_a_projection_of_its_own() {
    db.put("C", "pk", "p", "sk", 1, "b", "B");
    json.answers(
        """
        {"Responses": {"H": [{"a": {"S": "A"}}], "C": [{"pk": {"S": "p"}, "sk": {"N": "1"}, "b": {"S": "B"}}]},
         "UnprocessedKeys": {}}
        """,
        "BatchGetItem",
        """
        {"RequestItems": {
          "H": {"Keys": [{"pk": {"S": "p"}}], "ProjectionExpression": "#n",
                "ExpressionAttributeNames": {"#n": "a"}},
          "C": {"Keys": [{"pk": {"S": "p"}, "sk": {"N": "1"}}]}}}
        """);
  }

  @Test
  void a_projection_is_charged_like_the_whole_item() {
    db.put("H", "pk", "big", "v", "x".repeat(5000));
    json.answers(
        """
        {"Item": {"pk": {"S": "big"}}, "ConsumedCapacity": {"TableName": "H", "CapacityUnits": 2.0}}
        """,
        "GetItem",
        """
        {"TableName": "H", "Key": {"pk": {"S": "big"}}, "ConsistentRead": true,
         "ProjectionExpression": "pk", "ReturnConsumedCapacity": "TOTAL"}
        """);
  }
}
