package dev.ddblocal.auth.authorization;

import static dev.ddblocal.auth.authorization.TwoAccounts.GUEST;
import static dev.ddblocal.auth.authorization.TwoAccounts.OWNER;
import static dev.ddblocal.auth.authorization.TwoAccounts.TABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.item.BatchGetItemResponse;
import dev.ddblocal.domain.item.BatchWriteItemResponse;
import dev.ddblocal.domain.transaction.TransactGetItemsResponse;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that name tables of several accounts (spec: authentication, T-I03). */
class CrossAccountBatchTest {
  private static final String PUT = "{'PutRequest': {'Item': {'Artist': {'S': '%s'}}}}";
  private static final String KEY = "{'Artist': {'S': '%s'}}";

  private final TwoAccounts db = new TwoAccounts(CrossAccount.RESOURCE_POLICY);

  @BeforeEach
  void consent() {
    db.ownerAllows("444455556666", "*");
  }

  private static String puts(int count) {
    return IntStream.range(0, count).mapToObj(PUT::formatted).collect(Collectors.joining(", "));
  }

  private static String keys(int count) {
    return IntStream.range(0, count).mapToObj(KEY::formatted).collect(Collectors.joining(", "));
  }

  private static String items(String first, String ofFirst, String second, String ofSecond) {
    return "{'RequestItems': {'%s': [%s], '%s': [%s]}, 'ReturnConsumedCapacity': 'TOTAL', 'ReturnItemCollectionMetrics': 'SIZE'}"
        .formatted(first, ofFirst, second, ofSecond);
  }

  private static String reads(String first, String ofFirst, String second, String ofSecond) {
    return "{'RequestItems': {'%s': {'Keys': [%s]}, '%s': {'Keys': [%s]}}, 'ReturnConsumedCapacity': 'TOTAL'}"
        .formatted(first, ofFirst, second, ofSecond);
  }

  private static List<String> tables(List<ConsumedCapacity> capacity) {
    return capacity.stream().map(ConsumedCapacity::tableName).toList();
  }

  /** The bare name is the caller's table, wherever it stands. */
  @ParameterizedTest
  @CsvSource({"Music, " + TABLE, TABLE + ", Music"})
  void a_batch_writes_into_several_accounts(String first, String second) {
    String toFirst = first.equals("Music") ? "mine" : "yours";
    String toSecond = first.equals("Music") ? "yours" : "mine";

    var answer =
        (BatchWriteItemResponse)
            db.call(
                GUEST,
                "BatchWriteItem",
                items(first, PUT.formatted(toFirst), second, PUT.formatted(toSecond)));

    assertEquals(Map.of(), answer.unprocessedItems());
    assertEquals(List.of(first, second), tables(answer.consumedCapacity()));
    assertEquals(
        List.of(1.0, 1.0),
        answer.consumedCapacity().stream().map(ConsumedCapacity::capacityUnits).toList());
    assertNull(answer.itemCollectionMetrics());
    assertTrue(db.has(GUEST, "mine"));
    assertFalse(db.has(GUEST, "yours"));
    assertTrue(db.has(OWNER, "yours"));
    assertFalse(db.has(OWNER, "mine"));
  }

  @Test
  void item_collection_metrics_come_by_table_as_named() {
    for (var owner : List.of(GUEST, OWNER)) {
      db.call(
          owner,
          "CreateTable",
          """
          {'TableName': 'Local', 'BillingMode': 'PAY_PER_REQUEST',
           'AttributeDefinitions': [{'AttributeName': 'Artist', 'AttributeType': 'S'},
                                    {'AttributeName': 'Song', 'AttributeType': 'S'},
                                    {'AttributeName': 'Year', 'AttributeType': 'N'}],
           'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'},
                         {'AttributeName': 'Song', 'KeyType': 'RANGE'}],
           'LocalSecondaryIndexes': [{'IndexName': 'ByYear', 'Projection': {'ProjectionType': 'ALL'},
             'KeySchema': [{'AttributeName': 'Artist', 'KeyType': 'HASH'},
                           {'AttributeName': 'Year', 'KeyType': 'RANGE'}]}]}
          """);
    }
    String local = TABLE.replace("Music", "Local");
    db.policy(OWNER, local, TwoAccounts.resourceStatement("Allow", "444455556666", "*"));
    String put = "{'PutRequest': {'Item': {'Artist': {'S': '%s'}, 'Song': {'S': 's'}}}}";

    var answer =
        (BatchWriteItemResponse)
            db.call(
                GUEST,
                "BatchWriteItem",
                items(local, put.formatted("yours"), "Local", put.formatted("mine")));

    assertEquals(List.of(local, "Local"), List.copyOf(answer.itemCollectionMetrics().keySet()));
    assertEquals(
        Map.of("Artist", new AttributeValue.S("yours")),
        answer.itemCollectionMetrics().get(local).getFirst().itemCollectionKey().attributes());
  }

  @ParameterizedTest
  @CsvSource({"Music, " + TABLE, TABLE + ", Music"})
  void a_batch_reads_from_several_accounts(String first, String second) {
    db.call(GUEST, "PutItem", "{'TableName': 'Music', 'Item': {'Artist': {'S': 'mine'}}}");
    String both = KEY.formatted("a") + ", " + KEY.formatted("mine");

    var answer =
        (BatchGetItemResponse) db.call(GUEST, "BatchGetItem", reads(first, both, second, both));

    assertEquals(List.of(first, second), List.copyOf(answer.responses().keySet()));
    assertEquals(List.of(first, second), tables(answer.consumedCapacity()));
    assertEquals(Map.of(), answer.unprocessedKeys());
    assertEquals(artist("a"), answer.responses().get(TABLE).getFirst().attributes());
    assertEquals(1, answer.responses().get(TABLE).size());
    assertEquals(artist("mine"), answer.responses().get("Music").getFirst().attributes());
    assertEquals(1, answer.responses().get("Music").size());
  }

  private static Map<String, AttributeValue> artist(String name) {
    return Map.of("Artist", new AttributeValue.S(name));
  }

  /** An answer holds 16 MB, from whichever accounts. */
  @Test
  void what_does_not_fit_into_the_answer_is_unprocessed_across_accounts() {
    String large = "x".repeat(400_000);
    for (int i = 0; i < 25; i++) {
      String item = "'Item': {'Artist': {'S': '%s'}, 'Text': {'S': '%s'}}}".formatted(i, large);
      db.call(GUEST, "PutItem", "{'TableName': 'Music', " + item);
      db.call(GUEST, "PutItem", "{'TableName': '" + TABLE + "', " + item);
    }

    var answer =
        (BatchGetItemResponse)
            db.call(GUEST, "BatchGetItem", reads(TABLE, keys(25), "Music", keys(25)));

    assertEquals(25, answer.responses().get(TABLE).size());
    assertEquals(14, answer.responses().get("Music").size());
    assertEquals(List.of("Music"), List.copyOf(answer.unprocessedKeys().keySet()));
    assertEquals(11, answer.unprocessedKeys().get("Music").keys().size());
  }

  @Test
  void the_limits_of_a_batch_hold_over_all_accounts() {
    DynamoDbException writes =
        db.refused(GUEST, "BatchWriteItem", items("Music", puts(13), TABLE, puts(13)));
    DynamoDbException reads =
        db.refused(GUEST, "BatchGetItem", reads("Music", keys(51), TABLE, keys(50)));

    assertTrue(
        writes.getMessage().contains("Too many items requested for the BatchWriteItem call"));
    assertTrue(reads.getMessage().contains("Too many items requested for the BatchGetItem call"));
    assertFalse(db.has(GUEST, "0"));
    assertFalse(db.has(OWNER, "0"));
  }

  /** All that can be refused is refused before the first account is written to. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'PutRequest': {'Item': {'Artist': {'N': '1'}}}}",
        "{'PutRequest': {'Item': {'Song': {'S': 'x'}}}}",
        "{'DeleteRequest': {'Key': {'Other': {'S': 'x'}}}}",
        "{'PutRequest': {'Item': {'Artist': {'S': 'x'}}}}, {'DeleteRequest': {'Key': {'Artist':"
            + " {'S': 'x'}}}}",
        "{'PutRequest': {'Item': {'Artist': {'S': 'x'}, 'Text': {'S': '%LARGE'}}}}"
      })
  void a_batch_with_a_bad_write_writes_nothing_in_any_account(String bad) {
    String write = bad.replace("%LARGE", "x".repeat(409_600));
    for (String request :
        List.of(
            items("Music", PUT.formatted("new"), TABLE, write),
            items(TABLE, PUT.formatted("new"), "Music", write))) {
      assertEquals(ErrorCode.VALIDATION, db.refused(GUEST, "BatchWriteItem", request).code());
    }

    assertFalse(db.has(GUEST, "new"));
    assertFalse(db.has(OWNER, "new"));
  }

  @Test
  void a_batch_with_a_table_of_its_own_that_is_missing_writes_nothing_in_any_account() {
    assertEquals(
        ErrorCode.RESOURCE_NOT_FOUND,
        db.refused(GUEST, "BatchWriteItem", items(TABLE, PUT.formatted("new"), "Missing", puts(1)))
            .code());
    assertFalse(db.has(OWNER, "new"));
  }

  /** T-I03. */
  @ParameterizedTest
  @ValueSource(strings = {"Music2", "Other"})
  void one_table_that_is_denied_denies_the_whole_batch(String closed) {
    String arn = TABLE.replace("Music", closed);

    assertEquals(
        ErrorCode.ACCESS_DENIED,
        db.refused(GUEST, "BatchWriteItem", items("Music", PUT.formatted("new"), arn, puts(1)))
            .code());
    assertEquals(
        ErrorCode.ACCESS_DENIED,
        db.refused(GUEST, "BatchGetItem", reads("Music", keys(1), arn, keys(1))).code());
    assertFalse(db.has(GUEST, "new"));
  }

  private static String transaction(String first, String second) {
    return """
    {'TransactItems': [{'Put': {'TableName': '%s', 'Item': {'Artist': {'S': 'new'}}}},
                       {'Delete': {'TableName': '%s', 'Key': {'Artist': {'S': 'a'}}}}],
     'ClientRequestToken': 'token'}
    """
        .formatted(first, second);
  }

  private static String transactionOfReads(String first, String second) {
    String get = "{'Get': {'TableName': '%s', 'Key': {'Artist': {'S': 'a'}}}}";
    return "{'TransactItems': [" + get.formatted(first) + ", " + get.formatted(second) + "]}";
  }

  /** Decision 11. */
  @ParameterizedTest
  @CsvSource({"Music, " + TABLE, TABLE + ", Music"})
  void a_transaction_over_several_accounts_is_refused(String first, String second) {
    for (var error :
        List.of(
            db.refused(GUEST, "TransactWriteItems", transaction(first, second)),
            db.refused(GUEST, "TransactGetItems", transactionOfReads(first, second)))) {
      assertEquals(ErrorCode.VALIDATION, error.code());
      assertEquals(
          "A transaction cannot span the tables of several accounts; send one for each account",
          error.getMessage());
    }
    assertFalse(db.has(GUEST, "new"));
    assertFalse(db.has(OWNER, "new"));
    assertTrue(db.has(OWNER, "a"));
  }

  @Test
  void a_transaction_within_one_other_account_is_done_there() {
    db.call(OWNER, "PutItem", "{'TableName': 'Music', 'Item': {'Artist': {'S': 'b'}}}");

    db.call(GUEST, "TransactWriteItems", transaction(TABLE, TABLE));
    var answer =
        (TransactGetItemsResponse)
            db.call(
                GUEST,
                "TransactGetItems",
                transactionOfReads(TABLE, TABLE).replaceFirst("'a'", "'b'"));

    assertTrue(db.has(OWNER, "new"));
    assertFalse(db.has(OWNER, "a"));
    assertFalse(db.has(GUEST, "new"));
    assertEquals(artist("b"), answer.responses().getFirst().item().attributes());
    assertNull(answer.responses().getLast().item());
  }

  /** Both would be the same request with the same token within one account. */
  @Test
  void a_token_of_one_account_is_not_that_of_another_in_the_same_table() {
    db.call(GUEST, "TransactWriteItems", transaction(TABLE, TABLE));
    db.call(OWNER, "DeleteItem", "{'TableName': 'Music', 'Key': {'Artist': {'S': 'new'}}}");

    db.call(GUEST, "TransactWriteItems", transaction(TABLE, TABLE));
    assertFalse(db.has(OWNER, "new"));
    db.call(OWNER, "TransactWriteItems", transaction(TABLE, TABLE));
    assertTrue(db.has(OWNER, "new"));
  }
}
