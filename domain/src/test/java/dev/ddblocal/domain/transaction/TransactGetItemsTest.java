package dev.ddblocal.domain.transaction;

import static dev.ddblocal.domain.transaction.TransactWriteItemsTest.items;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactGetItemsTest {
  private static final String GET = "TransactGetItems";
  private static final String GET_A =
      """
      {"Get": {"TableName": "T", "Key": {"pk": {"S": "a"}}}}
      """;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("T", "pk:S");
    db.createTable("R", "pk:S", "sk:N");
    json.call(
        "PutItem",
        """
        {"TableName": "T", "Item": {"pk": {"S": "a"}, "size": {"N": "1"},
          "m": {"M": {"x": {"S": "X"}, "y": {"S": "Y"}}}, "l": {"L": [{"N": "0"}, {"N": "1"}, {"N": "2"}]}}}
        """);
    db.put("R", "pk", "p", "sk", 1, "v", "w");
  }

  @Test
  void answers_each_read_in_order_and_an_empty_entry_where_there_is_no_item() {
    json.answers(
        """
        {"Responses": [
          {"Item": {"pk": {"S": "p"}, "sk": {"N": "1"}, "v": {"S": "w"}}},
          {},
          {"Item": {"m": {"M": {"y": {"S": "Y"}}}, "size": {"N": "1"}, "l": {"L": [{"N": "0"}, {"N": "2"}]}}},
          {}]}
        """,
        GET,
        items(
            """
            {"Get": {"TableName": "R", "Key": {"pk": {"S": "p"}, "sk": {"N": "1.0"}}}}
            """,
            """
            {"Get": {"TableName": "R", "Key": {"pk": {"S": "p"}, "sk": {"N": "2"}}}}
            """,
            """
            {"Get": {"TableName": "T", "Key": {"pk": {"S": "a"}},
              "ProjectionExpression": "m.y, l[2], l[0], #s, absent",
              "ExpressionAttributeNames": {"#s": "size"}}}
            """,
            """
            {"Get": {"TableName": "T", "Key": {"pk": {"S": "absent"}}, "ProjectionExpression": "m"}}
            """));
  }

  @Test
  void a_projection_that_matches_nothing_answers_an_item_without_attributes() {
    json.answers(
        "{\"Responses\": [{\"Item\": {}}]}",
        GET,
        items(
            """
            {"Get": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "ProjectionExpression": "absent"}}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Get": {"TableName": "T", "Key": {}}} | The provided key element does not match the schema
          {"Get": {"TableName": "T", "Key": {"pk": {"N": "1"}}}} | The provided key element does not match the schema
          {"Get": {"TableName": "R", "Key": {"pk": {"S": "1"}}}} | The provided key element does not match the schema
          """)
  void cancels_for_a_key_that_does_not_fit(String action, String message) {
    json.cancels(
        """
        [{"Code": "None"}, {"Code": "ValidationError", "Message": "%s"}]
        """
            .formatted(message),
        GET,
        items(GET_A, action));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Get": {"TableName": "T", "Key": {"pk": {"N": ""}}}} | The parameter cannot be converted to a numeric value
          {"Get": {"TableName": "T", "Key": {"pk": {"S": ""}}}} | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ProjectionExpression": ""}} | Invalid ProjectionExpression: The expression can not be empty;
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ProjectionExpression": "a, a.b"}} | Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ExpressionAttributeNames": {"#a": "a"}}} | ExpressionAttributeNames can only be specified when using expressions
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ProjectionExpression": "a", "ExpressionAttributeNames": {"#a": "a"}}} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}
          {"Get": {"TableName": "arn:aws:dynamodb:us-east-1:111122223333:table/T", "Key": {"pk": {"S": "a"}}}} | Transaction request cannot include multiple operations on one item
          """)
  void refuses_the_request(String action, String message) {
    json.refuses(message, GET, items(GET_A, action));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing",
        "arn:aws:dynamodb:us-east-2:111122223333:table/T",
        "arn:aws:dynamodb:us-east-1:444455556666:table/T"
      })
  void a_table_that_is_not_here_is_not_found(String table) {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        DynamoDbJson.request(
            GET,
            items(
                """
                {"Get": {"TableName": "T", "Key": {}}}
                """,
                """
                {"Get": {"TableName": "%s", "Key": {"pk": {"S": "x"}}}}
                """
                    .formatted(table))));
  }

  @Test
  void a_bad_projection_comes_before_a_table_that_is_not_here() {
    json.refuses(
        "Invalid ProjectionExpression: The expression can not be empty;",
        GET,
        items(
            """
            {"Get": {"TableName": "arn:aws:dynamodb:us-east-2:111122223333:table/T",
              "Key": {"pk": {"S": "x"}}}}
            """,
            """
            {"Get": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ProjectionExpression": ""}}
            """));
  }
}
