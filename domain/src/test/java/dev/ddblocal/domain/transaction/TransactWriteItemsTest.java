package dev.ddblocal.domain.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactWriteItemsTest {
  private static final String WRITE = "TransactWriteItems";
  private static final String NEW =
      """
      {"Put": {"TableName": "T", "Item": {"pk": {"S": "new"}}}}
      """;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("T", "pk:S");
    db.createTable("R", "pk:S", "sk:N");
    db.put("T", "pk", "a", "n", 1);
    db.put("T", "pk", "b", "n", 2);
    db.put("T", "pk", "c", "n", 3);
  }

  /** A request of the given actions. */
  static String items(String... actions) {
    return "{\"TransactItems\": [" + String.join(",", actions) + "]}";
  }

  private void assertNothingWritten() {
    assertNull(db.get("T", "pk", "new").item());
    assertEquals(LocalDynamoDb.attributes("pk", "a", "n", 1), attributes("a"));
  }

  private Object attributes(String key) {
    return db.get("T", "pk", key).item().attributes();
  }

  @Test
  void does_all_four_kinds_of_actions_over_several_tables() {
    json.answers(
        "{}",
        WRITE,
        """
        {"TransactItems": [
          {"Put": {"TableName": "R", "Item": {"pk": {"S": "p"}, "sk": {"N": "1"}, "v": {"S": "x"}}}},
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}},
            "UpdateExpression": "SET n = n + :one", "ConditionExpression": "n = :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}}}},
          {"Delete": {"TableName": "T", "Key": {"pk": {"S": "b"}},
            "ConditionExpression": "attribute_exists(#n)", "ExpressionAttributeNames": {"#n": "n"}}},
          {"ConditionCheck": {"TableName": "T", "Key": {"pk": {"S": "c"}},
            "ConditionExpression": "n > :two", "ExpressionAttributeValues": {":two": {"N": "2"}}}}]}
        """);
    assertEquals(
        LocalDynamoDb.attributes("pk", "p", "sk", 1, "v", "x"),
        db.get("R", "pk", "p", "sk", 1).item().attributes());
    assertEquals(LocalDynamoDb.attributes("pk", "a", "n", 2), attributes("a"));
    assertNull(db.get("T", "pk", "b").item());
    assertEquals(LocalDynamoDb.attributes("pk", "c", "n", 3), attributes("c"));
  }

  @Test
  void tells_one_reason_for_each_action_and_writes_nothing_when_some_fail() {
    json.cancels(
        """
        [{"Code": "None"},
         {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed",
          "Item": {"pk": {"S": "a"}, "n": {"N": "1"}}},
         {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
         {"Code": "ValidationError",
          "Message": "An operand in the update expression has an incorrect data type"},
         {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}]
        """,
        WRITE,
        items(
            NEW,
            """
            {"ConditionCheck": {"TableName": "T", "Key": {"pk": {"S": "a"}},
              "ConditionExpression": "attribute_not_exists(pk)",
              "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
            """,
            """
            {"Delete": {"TableName": "T", "Key": {"pk": {"S": "b"}},
              "ConditionExpression": "attribute_not_exists(pk)",
              "ReturnValuesOnConditionCheckFailure": "NONE"}}
            """,
            """
            {"Update": {"TableName": "T", "Key": {"pk": {"S": "c"}},
              "UpdateExpression": "SET n = n + pk"}}
            """,
            """
            {"Put": {"TableName": "T", "Item": {"pk": {"S": "absent"}},
              "ConditionExpression": "attribute_exists(pk)",
              "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
            """));
    assertNothingWritten();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        """
        {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}}},
         "Delete": {"TableName": "T", "Key": {"pk": {"S": "y"}}}}
        """
      })
  void an_entry_has_exactly_one_action(String entry) {
    json.refuses(
        "TransactItems can only contain one of Check, Put, Update or Delete",
        WRITE,
        items(NEW, entry));
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "s": {"SS": ["b", "a", "b"]}}}} | One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "s": {"BS": ["AA==", "AA=="]}}}} | One or more parameter values were invalid: Input collection [AA==, AA==]of type BS contains duplicates.
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "s": {"NS": ["1", "1.0"]}}}} | Input collection contains duplicates
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "n": {"N": ""}}}} | The parameter cannot be converted to a numeric value
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "n": {"N": "1e2147483647"}}}} | Number underflow. Attempting to store a number with magnitude smaller than supported range
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "": {"N": "1"}}}} | Empty attribute name
          {"Delete": {"TableName": "T", "Key": {"pk": {"N": "x"}}}} | The parameter cannot be converted to a numeric value: x
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "UpdateExpression": "SET a = :v", "ExpressionAttributeValues": {":v": {"N": "x"}}}} | ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :v
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "UpdateExpression": "SET a = :v", "ExpressionAttributeValues": {":v": {"SS": ["a", "a"]}}}} | ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: Input collection [a, a] contains duplicates. for key :v
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "UpdateExpression": ""}} | Invalid UpdateExpression: The expression can not be empty;
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "UpdateExpression": "SET a = :v"}} | Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "UpdateExpression": "SET a = a", "ConditionExpression": "b = #b"}} | Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #b
          {"ConditionCheck": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ConditionExpression": "((a = b))"}} | Invalid ConditionExpression: The expression has redundant parentheses;
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}}, "ExpressionAttributeNames": {"#n": "n"}}} | ExpressionAttributeNames can only be specified when using expressions
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}}, "ExpressionAttributeValues": {":n": {"N": "1"}}}} | ExpressionAttributeValues can only be specified when using expressions
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}}, "ConditionExpression": "attribute_exists(pk)", "ExpressionAttributeNames": {"#n": "n"}}} | Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}
          {"Delete": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "ConditionExpression": "attribute_exists(pk)", "ExpressionAttributeValues": {":n": {"N": "1"}}}} | Value provided in ExpressionAttributeValues unused in expressions: keys: {:n}
          """)
  void refuses_the_request_for_an_action_that_is_bad_in_itself(String action, String message) {
    json.refuses(message, WRITE, items(NEW, action));
    assertNothingWritten();
  }

  @Test
  void refuses_the_request_for_an_expression_that_is_too_long() {
    String expression = "attribute_exists(" + "a".repeat(4096) + ")";
    json.refuses(
        "Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;"
            + " expression size: "
            + expression.length(),
        WRITE,
        items(
            NEW,
            """
            {"ConditionCheck": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "ConditionExpression": "%s"}}
            """
                .formatted(expression)));
    assertNothingWritten();
  }

  @Test
  void refuses_the_request_for_an_item_that_is_nested_too_deep() {
    String deep = "{\"M\": {\"m\": ".repeat(32) + "{\"S\": \"x\"}" + "}}".repeat(32);
    json.refuses(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
            + " beyond supported limit",
        WRITE,
        items(
            NEW,
            """
            {"Put": {"TableName": "T", "Item": {"pk": {"S": "x"}, "d": %s}}}
            """
                .formatted(deep)));
    assertNothingWritten();
  }

  @Test
  void bad_actions_come_before_missing_tables_and_these_before_duplicates() {
    String missing = NEW.replace("\"T\"", "\"missing\"");
    json.refuses(
        "Invalid UpdateExpression: The expression can not be empty;",
        WRITE,
        items(
            missing,
            """
            {"Update": {"TableName": "T", "Key": {"pk": {"S": "x"}}, "UpdateExpression": ""}}
            """));
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        DynamoDbJson.request(WRITE, items(NEW, NEW, missing)));
    assertNothingWritten();
  }

  @Test
  void refuses_two_actions_on_one_item_before_any_condition_is_looked_at() {
    String failing =
        """
        {"ConditionCheck": {"TableName": "%s", "Key": {"pk": {"S": "new"}},
          "ConditionExpression": "attribute_exists(pk)"}}
        """;
    String message = "Transaction request cannot include multiple operations on one item";
    json.refuses(message, WRITE, items(NEW, failing.formatted("T")));
    json.refuses(
        message,
        WRITE,
        items(NEW, failing.formatted("arn:aws:dynamodb:us-east-1:111122223333:table/T")));
    assertNothingWritten();
    json.cancels(
        """
        [{"Code": "None"},
         {"Code": "ValidationError", "Message": "The provided key element does not match the schema"}]
        """,
        WRITE,
        items(NEW, failing.formatted("R")));
  }

  @Test
  void tables_can_be_named_by_their_arns() {
    json.answers(
        "{}",
        WRITE,
        items(NEW.replace("\"T\"", "\"arn:aws:dynamodb:us-east-1:111122223333:table/T\"")));
    assertEquals(LocalDynamoDb.attributes("pk", "new"), attributes("new"));
  }

  @Test
  void a_table_of_another_region_or_account_is_refused_before_anything_is_written() {
    for (String place : new String[] {"us-east-2:111122223333", "us-east-1:444455556666"}) {
      db.assertRefused(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Requested resource not found",
          DynamoDbJson.request(
              WRITE,
              items(NEW, NEW.replace("\"T\"", "\"arn:aws:dynamodb:" + place + ":table/T\""))));
      assertNothingWritten();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"Put": {"TableName": "T", "Item": {"pk": {"N": "1"}}}} | One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N
          {"Put": {"TableName": "T", "Item": {"x": {"N": "1"}}}} | One or more parameter values were invalid: Missing the key pk in the item
          {"Delete": {"TableName": "T", "Key": {"pk": {"N": "1"}}}} | The provided key element does not match the schema
          {"Delete": {"TableName": "R", "Key": {"pk": {"S": "1"}}}} | The provided key element does not match the schema
          {"Delete": {"TableName": "T", "Key": {}}} | The provided key element does not match the schema
          {"Update": {"TableName": "T", "Key": {"pk": {"BOOL": true}}, "UpdateExpression": "REMOVE a"}} | The provided key element does not match the schema
          {"ConditionCheck": {"TableName": "T", "Key": {"x": {"S": "1"}}, "ConditionExpression": "attribute_exists(a)"}} | The provided key element does not match the schema
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "REMOVE pk"}} | One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "SET x = absent"}} | The provided expression refers to an attribute that does not exist in the item
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "SET x.y = n"}} | The document path provided in the update expression is invalid for update
          {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "SET n = n + :big", "ExpressionAttributeValues": {":big": {"N": "1E125"}}}} | Attempting to store more than 38 significant digits in a Number
          """)
  void cancels_for_what_only_shows_at_the_table_or_the_item(String action, String message) {
    json.cancels(
        """
        [{"Code": "None"}, {"Code": "ValidationError", "Message": "%s"}]
        """
            .formatted(message),
        WRITE,
        items(NEW, action));
    assertNothingWritten();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"Put": {"TableName": "T", "Item": {"pk": {"S": ""}}}}
        """,
        """
        {"Delete": {"TableName": "T", "Key": {"pk": {"S": ""}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": ""}}, "UpdateExpression": "REMOVE a"}}
        """,
        """
        {"ConditionCheck": {"TableName": "T", "Key": {"pk": {"S": ""}},
          "ConditionExpression": "attribute_exists(a)"}}
        """
      })
  void refuses_the_request_for_an_empty_key(String action) {
    String misfit =
        """
        {"Delete": {"TableName": "T", "Key": {"pk": {"N": "1"}}}}
        """;
    json.refuses(
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty string value. Key: pk",
        WRITE,
        items(NEW, misfit, action));
    assertNothingWritten();
  }

  @Test
  void an_update_that_only_takes_away_makes_no_item() {
    json.answers(
        "{}",
        WRITE,
        items(
            """
            {"Update": {"TableName": "T", "Key": {"pk": {"S": "absent"}}, "UpdateExpression": "REMOVE a"}}
            """));
    assertNull(db.get("T", "pk", "absent").item());
  }

  @Test
  void a_failure_of_the_storage_is_no_reason_to_cancel() {
    DynamoDbException failure = DynamoDbException.internalServerError();
    TransactionReasons reasons = new TransactionReasons();
    DynamoDbException thrown =
        assertThrows(
            DynamoDbException.class,
            () ->
                reasons.unlessRefused(() -> {
                  throw failure;
                }));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, thrown.code());
  }
}
