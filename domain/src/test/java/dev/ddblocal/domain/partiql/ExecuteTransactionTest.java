package dev.ddblocal.domain.partiql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecuteTransactionTest {
  private static final String INSERT_B = "{\"Statement\": \"INSERT INTO u VALUE {'pk': 'b'}\"}";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("t", "pk:S", "sk:N");
    db.createTable("u", "pk:S");
    db.put("t", "pk", "a", "sk", 1, "v", 1);
    db.put("u", "pk", "a", "v", 2);
  }

  private static String transaction(String... statements) {
    return "{\"TransactStatements\": [%s]}".formatted(String.join(", ", statements));
  }

  private static String statement(String text) {
    return "{\"Statement\": \"%s\"}".formatted(text);
  }

  private void assertNothingWritten() {
    assertNull(db.get("u", "pk", "b").item());
  }

  @Test
  void reads_items_at_one_moment() {
    json.answers(
        """
        {"Responses": [
          {"Item": {"pk": {"S": "a"}, "v": {"N": "2"}}}, {"Item": {"v": {"N": "1"}}}, {}, {}],
         "ConsumedCapacity": [
          {"TableName": "u", "CapacityUnits": 4, "ReadCapacityUnits": 4,
           "Table": {"ReadCapacityUnits": 4, "CapacityUnits": 4}},
          {"TableName": "t", "CapacityUnits": 4, "ReadCapacityUnits": 4,
           "Table": {"ReadCapacityUnits": 4, "CapacityUnits": 4}}]}
        """,
        "ExecuteTransaction",
        """
        {"TransactStatements": [
          {"Statement": "SELECT * FROM u WHERE pk = ?", "Parameters": [{"S": "a"}]},
          {"Statement": "SELECT v FROM t WHERE pk = 'a' AND sk = 1"},
          {"Statement": "SELECT v FROM t WHERE pk = 'a' AND sk = 2"},
          {"Statement": "SELECT v FROM u WHERE pk = 'none' AND v = 7"}],
         "ReturnConsumedCapacity": "INDEXES"}
        """);
  }

  @Test
  void a_read_answers_an_item_only_if_it_meets_the_rest_of_the_clause() {
    json.answers(
        "{\"Responses\": [{}]}",
        "ExecuteTransaction",
        transaction(statement("SELECT * FROM u WHERE pk = 'a' AND v = 7")));
  }

  @Test
  void writes_all() {
    json.answers(
        """
        {"Responses": [], "ConsumedCapacity": [
          {"TableName": "u", "CapacityUnits": 6, "WriteCapacityUnits": 6},
          {"TableName": "t", "CapacityUnits": 2, "WriteCapacityUnits": 2}]}
        """,
        "ExecuteTransaction",
        """
        {"TransactStatements": [
          {"Statement": "INSERT INTO u VALUE {'pk': 'b'}"},
          {"Statement": "UPDATE u SET v = 3 WHERE pk = 'a'"},
          {"Statement": "EXISTS(SELECT * FROM u WHERE pk = 'c' AND v IS MISSING)"},
          {"Statement": "DELETE FROM t WHERE pk = 'a' AND sk = 1 AND v = 1"}],
         "ReturnConsumedCapacity": "TOTAL"}
        """);
    assertEquals(1, db.get("u", "pk", "b").item().attributes().size());
    assertNull(db.get("t", "pk", "a", "sk", 1).item());
  }

  @Test
  void writes_nothing_if_a_statement_cannot_be_done() {
    json.cancels(
        """
        [{"Code": "None"},
         {"Code": "DuplicateItem", "Message": "Duplicate primary key exists in table"},
         {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
         {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed",
          "Item": {"pk": {"S": "a"}, "sk": {"N": "1"}, "v": {"N": "1"}}},
         {"Code": "None"},
         {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
         {"Code": "ValidationError", "Message": "The provided key element does not match the schema"}]
        """,
        "ExecuteTransaction",
        """
        {"TransactStatements": [
          {"Statement": "INSERT INTO u VALUE {'pk': 'b'}"},
          {"Statement": "INSERT INTO u VALUE {'pk': 'a'}"},
          {"Statement": "UPDATE u SET v = 3 WHERE pk = 'none'"},
          {"Statement": "DELETE FROM t WHERE pk = 'a' AND sk = 1 AND v = 7",
           "ReturnValuesOnConditionCheckFailure": "ALL_OLD"},
          {"Statement": "DELETE FROM t WHERE pk = 'a' AND sk = 2 AND v = 7"},
          {"Statement": "EXISTS(SELECT * FROM u WHERE pk = 'c' AND v = 1)"},
          {"Statement": "DELETE FROM t WHERE pk = 1 AND sk = 1"}]}
        """);
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE u SET v = 3 WHERE pk = 'a' RETURNING ALL NEW *  | RETURNING clause is not supported in ExecuteTransaction.
          DELETE FROM u WHERE pk = 'a' RETURNING ALL OLD *       | RETURNING clause is not supported in ExecuteTransaction.
          UPDATE t SET v = 3 WHERE pk = 'a'                      | Where clause does not contain a mandatory equality on all key attributes
          EXISTS(SELECT * FROM u WHERE pk = 'a')                 | EXISTS() must contain a single item read with additional condition
          EXISTS(SELECT * FROM t WHERE pk = 'a' AND v = 1)       | EXISTS() must contain a single item read with additional condition
          EXISTS(SELECT * FROM u)                                | EXISTS() must contain a single item read with additional condition
          EXISTS(SELECT * FROM u.x WHERE pk = 'a' AND v = 1)     | Reads on indices are not supported within transactions.
          GRANT                                                  | Statement wasn't well formed, can't be processed: Expected data manipulation
          DELETE FROM u WHERE pk = ?                             | Number of parameters in request and statement don't match.
          """)
  void a_refused_statement_is_named_by_its_position(String statement, String message) {
    json.refuses(
        "Validation failed in TransactStatements[1]: " + message,
        "ExecuteTransaction",
        transaction(INSERT_B, statement(statement)));
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM t WHERE pk = 'a'             | Select statements within ExecuteTransaction must specify the primary key in the where clause.
          SELECT * FROM t                            | Select statements within ExecuteTransaction must specify the primary key in the where clause.
          SELECT * FROM t WHERE pk = 'a' AND sk > 1  | Select statements within ExecuteTransaction must specify the primary key in the where clause.
          SELECT * FROM t.gsi WHERE pk = 'a'         | Reads on indices are not supported within transactions.
          """)
  void a_read_names_one_item_of_a_table(String statement, String message) {
    json.refuses(
        "Validation failed in TransactStatements[0]: " + message,
        "ExecuteTransaction",
        transaction(statement(statement)));
  }

  @Test
  void reads_and_writes_do_not_go_together() {
    json.refuses(
        "Transaction cannot contain both read and write statements",
        "ExecuteTransaction",
        transaction(INSERT_B, statement("SELECT * FROM u WHERE pk = 'a'")));
    assertNothingWritten();
  }

  @Test
  void two_statements_cannot_be_about_one_item() {
    json.refuses(
        "Transaction request cannot include multiple operations on one item",
        "ExecuteTransaction",
        transaction(INSERT_B, statement("DELETE FROM u WHERE pk = 'b'")));
    json.refuses(
        "Transaction request cannot include multiple operations on one item",
        "ExecuteTransaction",
        transaction(
            statement("SELECT * FROM u WHERE pk = 'a'"),
            statement("SELECT v FROM u WHERE pk = 'a'")));
    assertNothingWritten();
  }

  @Test
  void a_missing_table_is_not_found() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        DynamoDbJson.request(
            "ExecuteTransaction",
            transaction(INSERT_B, statement("DELETE FROM none WHERE pk = 'b'"))));
    assertNothingWritten();
  }

  @Test
  void a_transaction_lives_in_one_account() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        DynamoDbJson.request(
            "ExecuteTransaction",
            transaction(
                INSERT_B,
                """
                {"Statement": "DELETE FROM \\"arn:aws:dynamodb:us-east-1:999900001111:table/u\\" WHERE pk = 'b'"}
                """)));
    assertNothingWritten();
  }

  @Test
  void a_token_makes_calls_have_the_effect_of_one() {
    String call =
        """
        {"TransactStatements": [{"Statement": "UPDATE u SET v = v + ? WHERE pk = 'a'",
          "Parameters": [{"N": "%d"}]}],
         "ClientRequestToken": "%s", "ReturnConsumedCapacity": "TOTAL"}
        """;
    String first =
        """
        {"Responses": [], "ConsumedCapacity": [
          {"TableName": "u", "CapacityUnits": 2, "WriteCapacityUnits": 2}]}
        """;
    json.answers(first, "ExecuteTransaction", call.formatted(1, "token"));
    json.answers(first.replace("Write", "Read"), "ExecuteTransaction", call.formatted(1, "token"));
    assertEquals(3, value());

    db.assertRefused(
        ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH,
        db.refused(DynamoDbJson.request("ExecuteTransaction", call.formatted(5, "token")))
            .getMessage(),
        DynamoDbJson.request("ExecuteTransaction", call.formatted(5, "token")));
    json.answers(first, "ExecuteTransaction", call.formatted(1, "other"));
    assertEquals(4, value());

    db.pass(Duration.ofMinutes(11));
    json.answers(first, "ExecuteTransaction", call.formatted(1, "token"));
    assertEquals(5, value());
  }

  private int value() {
    return Integer.parseInt(
        db.get("u", "pk", "a").item().get("v").toString().replaceAll("\\D", ""));
  }
}
