package dev.ddblocal.domain.partiql;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.Item;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INSERT, UPDATE and DELETE as statements by themselves. */
class StatementWriteTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    json.call(
        "CreateTable",
        """
        {"TableName": "t", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [
          {"AttributeName": "pk", "AttributeType": "S"},
          {"AttributeName": "sk", "AttributeType": "N"},
          {"AttributeName": "g", "AttributeType": "S"}],
         "KeySchema": [
          {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
         "GlobalSecondaryIndexes": [
          {"IndexName": "gsi", "Projection": {"ProjectionType": "ALL"},
           "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}]}
        """);
    json.call(
        "PutItem",
        """
        {"TableName": "t", "Item": {"pk": {"S": "a"}, "sk": {"N": "1"}, "v": {"N": "1"},
         "set": {"SS": ["x", "y"]}, "m": {"M": {"n": {"N": "2"}, "o": {"S": "O"}}},
         "l": {"L": [{"S": "first"}]}}}
        """);
  }

  private void assertStored(String expected) {
    json.answers(
        expected,
        "GetItem",
        """
        {"TableName": "t", "Key": {"pk": {"S": "a"}, "sk": {"N": "1"}},
         "ProjectionExpression": "v, #s, m, l, w", "ExpressionAttributeNames": {"#s": "set"}}
        """);
  }

  private void assertUnchanged() {
    assertStored(
        """
        {"Item": {"v": {"N": "1"}, "set": {"SS": ["x", "y"]},
         "m": {"M": {"n": {"N": "2"}, "o": {"S": "O"}}}, "l": {"L": [{"S": "first"}]}}}
        """);
  }

  private void assertCode(ErrorCode code, String message, StatementCall call) {
    db.assertRefused(code, message, call.request());
    assertUnchanged();
  }

  @Test
  void insert_puts_an_item_that_is_not_there() {
    ExecuteStatementResponse answer =
        StatementCall.of("INSERT INTO t VALUE {'pk': ?, 'sk': ?, 'v': 'new'}", "b", 2).on(db);

    assertEquals(List.of(), answer.items());
    assertNull(answer.nextToken());
    assertNull(answer.lastEvaluatedKey());
    assertEquals(1, answer.consumedCapacity().capacityUnits());
    assertEquals(
        new Item(attributes("pk", "b", "sk", 2, "v", "new")),
        db.get("t", "pk", "b", "sk", 2).item());
  }

  @Test
  void insert_never_replaces_an_item() {
    StatementCall insert = StatementCall.of("INSERT INTO t VALUE {'pk': 'a', 'sk': 1, 'v': 9}");
    assertCode(ErrorCode.DUPLICATE_ITEM, "Duplicate primary key exists in table", insert);
    DynamoDbException error = db.refused(insert.answeringItem().request());
    assertEquals(ErrorCode.DUPLICATE_ITEM, error.code());
    assertEquals(true, error.item().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'pk': 'b'}                     | One or more parameter values were invalid: Missing the key sk in the item
          {'sk': 1}                       | One or more parameter values were invalid: Missing the key pk in the item
          {'pk': 1, 'sk': 1}              | One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N
          {'pk': '', 'sk': 1}             | One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk
          {'pk': 'b', 'sk': 1, 'g': 1}    | One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: gsi
          """)
  void an_item_that_does_not_fit_is_refused_as_by_put_item(String item, String message) {
    db.assertInvalid(message, StatementCall.of("INSERT INTO t VALUE " + item).request());
  }

  @Test
  void an_item_has_at_most_400_kb() {
    String value = "x".repeat(409_600 - "pkbsk".length() - 2 - "v".length());
    StatementCall.of("INSERT INTO t VALUE {'pk': 'b', 'sk': 1, 'v': ?}", value).on(db);
    db.assertInvalid(
        "Item size has exceeded the maximum allowed size",
        StatementCall.of("INSERT INTO t VALUE {'pk': 'c', 'sk': 1, 'v': ?}", value + "x")
            .request());
    db.assertInvalid(
        "Item size to update has exceeded the maximum allowed size",
        StatementCall.of("UPDATE t SET v = ? WHERE pk = 'a' AND sk = 1", value + "x").request());
    assertUnchanged();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 1                  | {"v": {"N": "2"}}
          UPDATE t SET v = v + 4 SET w = v WHERE sk = 1 AND pk = 'a'    | {"v": {"N": "5"}, "w": {"N": "1"}}
          UPDATE t SET v = v - 4 WHERE sk = 1 AND pk = 'a' AND v = 1    | {"v": {"N": "-3"}}
          UPDATE t REMOVE v WHERE pk = 'a' AND sk = 1                   | {}
          UPDATE t REMOVE v SET w = 'W' WHERE pk = 'a' AND sk = 1       | {"w": {"S": "W"}}
          FROM t WHERE pk = 'a' AND sk = 1 SET w = 'W' REMOVE v         | {"w": {"S": "W"}}
          UPDATE t SET v = {'a': [1, 'x']} WHERE pk = 'a' AND sk = 1    | {"v": {"M": {"a": {"L": [{"N": "1"}, {"S": "x"}]}}}}
          """)
  void update_changes_an_item(String statement, String changed) {
    assertEquals(List.of(), StatementCall.of(statement).on(db).items());
    json.answers(
        "{\"Item\": %s}".formatted(changed),
        "GetItem",
        """
        {"TableName": "t", "Key": {"pk": {"S": "a"}, "sk": {"N": "1"}},
         "ProjectionExpression": "v, w"}
        """);
  }

  @Test
  void update_changes_parts_of_documents_and_sets() {
    for (String action :
        List.of(
            "SET m.n = 3",
            "REMOVE m.o",
            "SET l = list_append(l, ['second'])",
            "SET \"set\" = set_add(\"set\", <<'z'>>)",
            "SET \"set\" = SET_DELETE(\"set\", <<'x', 'none'>>)")) {
      StatementCall.of("UPDATE t " + action + " WHERE pk = 'a' AND sk = 1").on(db);
    }
    assertStored(
        """
        {"Item": {"v": {"N": "1"}, "set": {"SS": ["y", "z"]}, "m": {"M": {"n": {"N": "3"}}},
         "l": {"L": [{"S": "first"}, {"S": "second"}]}}}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 1 AND v = 7",
        "UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 1 AND attribute_not_exists(v)",
        "UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 1 AND (v = 2 OR v = 3)",
        "UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 2",
        "UPDATE t SET v = 2 WHERE pk = 'none' AND sk = 1 AND v <> 7",
        "UPDATE t REMOVE v WHERE pk = 'none' AND sk = 1",
        "DELETE FROM t WHERE pk = 'a' AND sk = 1 AND v = 7",
        "DELETE FROM t WHERE pk = 'a' AND sk = 1 AND sk = 2"
      })
  void a_condition_that_does_not_hold_fails_the_write(String statement) {
    assertCode(
        ErrorCode.CONDITIONAL_CHECK_FAILED,
        "The conditional request failed",
        StatementCall.of(statement));
    assertNull(db.get("t", "pk", "none", "sk", 1).item());
  }

  @Test
  void a_failed_condition_answers_the_item_if_asked_for() {
    StatementCall call = StatementCall.of("DELETE FROM t WHERE pk = 'a' AND sk = 1 AND v = 7");
    assertEquals(true, db.refused(call.request()).item().isEmpty());
    assertEquals(
        db.get("t", "pk", "a", "sk", 1).item(),
        db.refused(call.answeringItem().request()).item().orElseThrow());
    assertEquals(
        true,
        db.refused(
                StatementCall.of("UPDATE t SET v = 1 WHERE pk = 'none' AND sk = 1")
                    .answeringItem()
                    .request())
            .item()
            .isEmpty());
  }

  @Test
  void delete_deletes_an_item_if_it_is_there() {
    for (String missing :
        List.of("pk = 'a' AND sk = 2", "pk = 'none' AND sk = 1 AND v = 7 RETURNING ALL OLD *")) {
      ExecuteStatementResponse answer = StatementCall.of("DELETE FROM t WHERE " + missing).on(db);
      assertEquals(List.of(), answer.items());
      assertEquals(1, answer.consumedCapacity().capacityUnits());
    }
    assertUnchanged();
    assertEquals(
        List.of(),
        StatementCall.of("DELETE FROM t WHERE pk = 'a' AND sk = 1 AND v = 1").on(db).items());
    assertNull(db.get("t", "pk", "a", "sk", 1).item());
  }

  @Test
  void delete_returns_the_item_as_it_was() {
    Item old = db.get("t", "pk", "a", "sk", 1).item();
    assertEquals(
        List.of(old),
        StatementCall.of("DELETE FROM t WHERE pk = 'a' AND sk = 1 RETURNING ALL OLD *")
            .on(db)
            .items());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MODIFIED OLD", "ALL NEW", "MODIFIED NEW"})
  void delete_returns_nothing_else(String returning) {
    db.assertInvalid(
        "Invalid returning clause: RETURNING "
            + returning
            + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
        StatementCall.of("DELETE FROM t WHERE pk = 'a' AND sk = 1 RETURNING " + returning + " *")
            .request());
    assertUnchanged();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MODIFIED OLD | [{"v": {"N": "1"}, "m": {"M": {"n": {"N": "2"}}}}]
          MODIFIED NEW | [{"v": {"N": "2"}, "m": {"M": {"n": {"N": "3"}}}, "w": {"S": "W"}}]
          """)
  void update_returns_what_it_changed(String returning, String items) {
    json.answers(
        "{\"Items\": %s}".formatted(items),
        "ExecuteStatement",
        "{\"Statement\": \"UPDATE t SET v = 2 SET m.n = 3 SET w = 'W' WHERE pk = 'a' AND sk = 1"
            + " RETURNING "
            + returning
            + " *\"}");
  }

  @Test
  void update_returns_the_whole_item() {
    Item old = db.get("t", "pk", "a", "sk", 1).item();
    String update = "UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 1 RETURNING ";
    assertEquals(List.of(old), StatementCall.of(update + "ALL OLD *").on(db).items());
    Item now = db.get("t", "pk", "a", "sk", 1).item();
    assertEquals(List.of(now), StatementCall.of(update + "ALL NEW *").on(db).items());
    assertEquals(
        List.of(),
        StatementCall.of(
                "UPDATE t SET fresh = 2 WHERE pk = 'a' AND sk = 1 RETURNING MODIFIED OLD *")
            .on(db)
            .items());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "DELETE FROM t WHERE pk = 'a'",
        "DELETE FROM t WHERE sk = 1 AND v = 1",
        "DELETE FROM t WHERE pk = 'a' AND sk > 0",
        "DELETE FROM t WHERE pk = 'a' OR sk = 1",
        "DELETE FROM t WHERE pk = 'a' AND NOT sk = 1",
        "DELETE FROM t WHERE pk IN ['a', 'b'] AND sk = 1",
        "UPDATE t SET v = 2 WHERE pk = 'a'",
        "UPDATE t SET v = 2 WHERE (pk = 'a' AND sk = 1) OR (pk = 'b' AND sk = 1)",
      })
  void a_write_names_one_item_by_its_whole_key(String statement) {
    db.assertInvalid(
        "Where clause does not contain a mandatory equality on all key attributes",
        StatementCall.of(statement).request());
    assertUnchanged();
  }

  @Test
  void a_key_that_does_not_fit_is_refused() {
    for (String statement :
        List.of(
            "DELETE FROM t WHERE pk = 1 AND sk = 1",
            "UPDATE t SET v = 2 WHERE pk = 'a' AND sk = 'x'")) {
      db.assertInvalid(
          "The provided key element does not match the schema",
          StatementCall.of(statement).request());
    }
    db.assertInvalid(
        INVALID + "Cannot update attribute sk. This attribute is part of the key",
        StatementCall.of("UPDATE t SET sk = 2 WHERE pk = 'a' AND sk = 1").request());
    db.assertInvalid(
        "An operand in the update expression has an incorrect data type",
        StatementCall.of("UPDATE t SET m = m + 1 WHERE pk = 'a' AND sk = 1").request());
    assertUnchanged();
  }

  @Test
  void exists_is_for_transactions_only() {
    db.assertInvalid(
        "Statement wasn't well formed, can't be processed: Expected data manipulation",
        StatementCall.of("EXISTS(SELECT * FROM t WHERE pk = 'a' AND sk = 1 AND v = 1)").request());
  }

  @Test
  void a_missing_table_is_not_found() {
    for (String statement :
        List.of(
            "INSERT INTO none VALUE {'pk': 'a'}",
            "UPDATE none SET v = 1 WHERE pk = 'a'",
            "DELETE FROM none WHERE pk = 'a'")) {
      db.assertRefused(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Requested resource not found",
          StatementCall.of(statement).request());
    }
  }

  @Test
  void a_write_costs_what_the_native_one_costs() {
    json.answers(
        """
        {"Items": [], "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 2,
         "Table": {"CapacityUnits": 1}, "GlobalSecondaryIndexes": {"gsi": {"CapacityUnits": 1}}}}
        """,
        "ExecuteStatement",
        """
        {"Statement": "INSERT INTO t VALUE {'pk': 'b', 'sk': 1, 'g': 'x'}",
         "ReturnConsumedCapacity": "INDEXES"}
        """);
    json.answers(
        """
        {"Items": [], "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 3,
         "Table": {"CapacityUnits": 1}, "GlobalSecondaryIndexes": {"gsi": {"CapacityUnits": 2}}}}
        """,
        "ExecuteStatement",
        """
        {"Statement": "UPDATE t SET g = 'y' WHERE pk = 'b' AND sk = 1",
         "ReturnConsumedCapacity": "INDEXES"}
        """);
    json.answers(
        """
        {"Items": [], "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 2}}
        """,
        "ExecuteStatement",
        """
        {"Statement": "DELETE FROM t WHERE pk = 'b' AND sk = 1", "ReturnConsumedCapacity": "TOTAL"}
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1e99999999999 | The parameter cannot be converted to a numeric value: 1e99999999999
          1e2147483647  | Number underflow. Attempting to store a number with magnitude smaller than supported range
          ``            | The parameter cannot be converted to a numeric value
          """)
  void an_unsound_parameter_is_refused_in_the_older_wording(String number, String message) {
    json.refuses(
        message,
        "ExecuteStatement",
        """
        {"Statement": "UPDATE t SET v = ? WHERE pk = 'a' AND sk = 1", "Parameters": [{"N": "%s"}]}
        """
            .formatted(number));
    assertUnchanged();
  }
}
