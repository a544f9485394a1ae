package dev.ddblocal.domain.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of TransactWriteItems with a ClientRequestToken. */
class ClientRequestTokenTest {
  private static final String WRITE = "TransactWriteItems";
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final String ADD =
      """
      {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :one",
        "ConditionExpression": "#k = :k", "ExpressionAttributeNames": {"#k": "pk"},
        "ExpressionAttributeValues": {":one": {"N": "1"}, ":k": {"S": "a"}}}}
      """;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    db.createTable("T", "pk:S");
    db.put("T", "pk", "a", "n", 0);
  }

  private static String request(String token, String actions) {
    return """
    {"ClientRequestToken": "%s", "TransactItems": [%s]}
    """
        .formatted(token, actions);
  }

  private void add(String token) {
    json.answers("{}", WRITE, request(token, ADD));
  }

  private void assertAdded(int times) {
    assertEquals(
        LocalDynamoDb.attributes("pk", "a", "n", times),
        db.get("T", "pk", "a").item().attributes());
  }

  private void assertMismatch(String token, String actions) {
    DynamoDbException error = db.refused(DynamoDbJson.request(WRITE, request(token, actions)));
    assertEquals(ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH, error.code(), error.getMessage());
  }

  private Keyspace keyspace() {
    return db.storage().keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));
  }

  private long remembered() {
    return keyspace()
        .read(transaction -> transaction.statistics(KeyspaceStore.TRANSACTION_TOKENS).itemCount())
        .toCompletableFuture()
        .join();
  }

  @Test
  void calls_with_the_same_token_have_the_effect_of_one() {
    add("t");
    add("t");
    assertAdded(1);
    add("other");
    assertAdded(2);
    json.answers("{}", WRITE, "{\"TransactItems\": [" + ADD + "]}");
    json.answers("{}", WRITE, "{\"TransactItems\": [" + ADD + "]}");
    assertAdded(4);
  }

  @Test
  void a_replay_looks_at_no_condition() {
    String once =
        """
        {"Put": {"TableName": "T", "Item": {"pk": {"S": "b"}},
          "ConditionExpression": "attribute_not_exists(pk)"}}
        """;
    json.answers("{}", WRITE, request("t", once));
    json.answers("{}", WRITE, request("t", once));
  }

  @Test
  void a_token_counts_for_ten_minutes_wherever_the_clock_stands() {
    for (int start = 0; start < 10; start++) {
      LocalDynamoDb other = new LocalDynamoDb();
      other.pass(Duration.ofMinutes(start));
      DynamoDbJson calls = new DynamoDbJson(other);
      other.createTable("T", "pk:S");
      other.put("T", "pk", "a", "n", 0);
      calls.call(WRITE, request("t", ADD));
      other.pass(TEN_MINUTES.minus(MILLISECOND));
      calls.call(WRITE, request("t", ADD));
      assertEquals(
          LocalDynamoDb.attributes("pk", "a", "n", 1),
          other.get("T", "pk", "a").item().attributes());
      other.pass(MILLISECOND);
      calls.call(WRITE, request("t", ADD));
      assertEquals(
          LocalDynamoDb.attributes("pk", "a", "n", 2),
          other.get("T", "pk", "a").item().attributes());
    }
  }

  @Test
  void ten_minutes_are_counted_from_the_first_call() {
    add("t");
    db.pass(Duration.ofMinutes(6));
    add("t");
    db.pass(Duration.ofMinutes(6));
    add("t");
    assertAdded(2);
  }

  @Test
  void a_token_that_has_expired_counts_for_another_request() {
    add("t");
    db.pass(TEN_MINUTES);
    String other = ADD.replace("\"1\"", "\"5\"");
    json.answers("{}", WRITE, request("t", other));
    json.answers("{}", WRITE, request("t", other));
    assertAdded(6);
    assertMismatch("t", ADD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :one",
          "ConditionExpression": "#k = :k", "ExpressionAttributeNames": {"#k": "pk"},
          "ExpressionAttributeValues": {":one": {"N": "2"}, ":k": {"S": "a"}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "b"}}, "UpdateExpression": "ADD n :one",
          "ConditionExpression": "#k = :k", "ExpressionAttributeNames": {"#k": "pk"},
          "ExpressionAttributeValues": {":one": {"N": "1"}, ":k": {"S": "a"}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD m :one",
          "ConditionExpression": "#k = :k", "ExpressionAttributeNames": {"#k": "pk"},
          "ExpressionAttributeValues": {":one": {"N": "1"}, ":k": {"S": "a"}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :one",
          "ConditionExpression": "#k >= :k", "ExpressionAttributeNames": {"#k": "pk"},
          "ExpressionAttributeValues": {":one": {"N": "1"}, ":k": {"S": "a"}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :one",
          "ConditionExpression": "#k = :k", "ExpressionAttributeNames": {"#k": "n"},
          "ExpressionAttributeValues": {":one": {"N": "1"}, ":k": {"S": "a"}}}}
        """,
        """
        {"Update": {"TableName": "T", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :one",
          "ConditionExpression": "#k = :k", "ExpressionAttributeNames": {"#k": "pk"},
          "ExpressionAttributeValues": {":one": {"N": "1"}, ":k": {"S": "a"}},
          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
        """,
        """
        {"Delete": {"TableName": "T", "Key": {"pk": {"S": "a"}}}}
        """
      })
  void a_token_cannot_be_used_for_other_actions(String actions) {
    add("t");
    assertMismatch("t", actions);
    assertMismatch(
        "t", ADD + ", {\"Delete\": {\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"b\"}}}}");
    assertAdded(1);
  }

  @Test
  void the_order_of_actions_counts() {
    String one = "{\"Delete\": {\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"b\"}}}}";
    json.answers("{}", WRITE, request("t", ADD + "," + one));
    assertMismatch("t", one + "," + ADD);
    assertAdded(1);
  }

  @Test
  void the_same_actions_can_be_written_differently() {
    add("t");
    json.answers(
        "{}",
        WRITE,
        """
        {"TransactItems": [{"Update": {
          "ExpressionAttributeValues": {":k": {"S": "a"}, ":one": {"N": "1.0"}},
          "ReturnValuesOnConditionCheckFailure": "NONE",
          "ExpressionAttributeNames": {"#k": "pk"}, "ConditionExpression": "#k = :k",
          "UpdateExpression": "ADD n :one", "Key": {"pk": {"S": "a"}},
          "TableName": "arn:aws:dynamodb:us-east-1:111122223333:table/T"}}],
         "ClientRequestToken": "t", "ReturnItemCollectionMetrics": "SIZE"}
        """);
    assertAdded(1);
  }

  @Test
  void the_first_call_reports_writes_and_a_replay_reads_at_the_price_of_reading() {
    String request =
        """
        {"ClientRequestToken": "t", "ReturnConsumedCapacity": "%s", "TransactItems": [
          {"Put": {"TableName": "T", "Item": {"pk": {"S": "large"}, "v": {"S": "%s"}}}},
          {"Delete": {"TableName": "T", "Key": {"pk": {"S": "absent"}}}}]}
        """
            .replaceFirst("%s\"}}}}", "v".repeat(1500) + "\"}}}}");
    json.answers(
        """
        {"ConsumedCapacity": [{"TableName": "T", "CapacityUnits": 6, "WriteCapacityUnits": 6}]}
        """,
        WRITE,
        request.formatted("TOTAL"));
    json.answers(
        """
        {"ConsumedCapacity": [{"TableName": "T", "CapacityUnits": 4, "ReadCapacityUnits": 4}]}
        """,
        WRITE,
        request.formatted("TOTAL"));
    json.answers(
        """
        {"ConsumedCapacity": [{"TableName": "T", "CapacityUnits": 4, "ReadCapacityUnits": 4,
          "Table": {"CapacityUnits": 4, "ReadCapacityUnits": 4}}]}
        """,
        WRITE,
        request.formatted("INDEXES"));
    json.answers("{}", WRITE, request.formatted("NONE"));
  }

  @Test
  void a_replay_on_a_table_with_another_key_writes_nothing() {
    String put = "{\"Put\": {\"TableName\": \"T\", \"Item\": {\"pk\": {\"S\": \"b\"}}}}";
    json.answers("{}", WRITE, request("t", put));
    json.call("DeleteTable", "{\"TableName\": \"T\"}");
    db.createTable("T", "pk:N");
    json.answers(
        """
        {"ConsumedCapacity": [{"TableName": "T", "CapacityUnits": 2, "ReadCapacityUnits": 2}]}
        """,
        WRITE,
        request("t", put).replaceFirst("\\{", "{\"ReturnConsumedCapacity\": \"TOTAL\", "));
  }

  @Test
  void a_transaction_that_is_canceled_or_refused_leaves_no_token() {
    String failing = ADD.replace("\"a\"}}}}", "\"z\"}}}}");
    json.cancels(
        """
        [{"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}]
        """,
        WRITE,
        request("t", failing));
    json.refuses(
        "Transaction request cannot include multiple operations on one item",
        WRITE,
        request("t", ADD + "," + ADD));
    assertEquals(0, remembered());
    add("t");
    assertAdded(1);
  }

  @Test
  void each_operation_has_tokens_of_its_own() {
    RememberedTokens tokens = new RememberedTokens(keyspace(), db::now);
    assertFalse(tokens.isReplay(token(Operation.TRANSACT_GET_ITEMS, 1)));
    tokens.remember(token(Operation.TRANSACT_GET_ITEMS, 1));
    assertTrue(tokens.isReplay(token(Operation.TRANSACT_GET_ITEMS, 1)));
    assertFalse(tokens.isReplay(token(Operation.TRANSACT_WRITE_ITEMS, 2)));
    assertThrows(
        DynamoDbException.class, () -> tokens.isReplay(token(Operation.TRANSACT_GET_ITEMS, 2)));
  }

  private static IdempotencyToken token(Operation operation, int content) {
    return new IdempotencyToken(operation, "t", Bytes.wrap(new byte[] {(byte) content}));
  }

  @Test
  void tokens_that_have_expired_are_forgotten_and_no_others() {
    for (int number = 0; number < 500; number++) {
      add("old" + number);
    }
    db.maintain();
    assertEquals(500, remembered());
    db.pass(TEN_MINUTES);
    add("new");
    db.pass(TEN_MINUTES.minus(MILLISECOND));
    db.maintain();
    assertEquals(1, remembered());
    add("new");
    assertAdded(501);
    db.pass(TEN_MINUTES.multipliedBy(2));
    db.maintain();
    assertEquals(0, remembered());
  }

  @Test
  void expired_tokens_are_forgotten_in_small_steps() {
    for (int number = 0; number < 500; number++) {
      add("old" + number);
    }
    db.pass(TEN_MINUTES.multipliedBy(2));
    MaintenanceTask task =
        db.api().maintenanceTasks().stream()
            .filter(each -> each.name().equals("trim-transaction-tokens"))
            .findFirst()
            .orElseThrow();
    for (long left : List.of(300L, 100L)) {
      assertTrue(task.step(keyspace()).toCompletableFuture().join());
      assertEquals(left, remembered());
    }
    assertFalse(task.step(keyspace()).toCompletableFuture().join());
    assertEquals(0, remembered());
  }
}
