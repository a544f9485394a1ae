package dev.ddblocal.domain.ttl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.index.ExpiryEntry;
import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.stream.DescribeStreamRequest;
import dev.ddblocal.domain.stream.GetRecordsRequest;
import dev.ddblocal.domain.stream.GetShardIteratorRequest;
import dev.ddblocal.domain.stream.ShardIteratorType;
import dev.ddblocal.domain.table.BackfillIndexes;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.AttributeValue;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which items expire, and what becomes of them. */
class ExpirySweepTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private LocalDynamoDb db = new LocalDynamoDb();
  private DynamoDbJson json = new DynamoDbJson(db);

  private void createTable() {
    json.call(
        "CreateTable",
        """
        {"TableName":"T","BillingMode":"PAY_PER_REQUEST",
         "AttributeDefinitions":[
           {"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"x","AttributeType":"S"}],
         "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
         "GlobalSecondaryIndexes":[{"IndexName":"gsi","Projection":{"ProjectionType":"ALL"},
           "KeySchema":[{"AttributeName":"x","KeyType":"HASH"}]}]}
        """);
  }

  private void setTimeToLive(boolean enabled) {
    json.call(
        "UpdateTimeToLive",
        """
        {"TableName":"T","TimeToLiveSpecification":{"Enabled":%s,"AttributeName":"ends"}}
        """
            .formatted(enabled));
  }

  private void put(String key, String typedValue) {
    json.call(
        "PutItem",
        "{\"TableName\":\"T\",\"Item\":{\"pk\":{\"S\":\"%s\"},\"x\":{\"S\":\"v\"},\"ends\":%s}}"
            .formatted(key, typedValue));
  }

  private void putEnding(String key, long second) {
    put(key, "{\"N\":\"" + second + "\"}");
  }

  private long second() {
    return db.now().getEpochSecond();
  }

  private Keyspace keyspace() {
    return db.storage().keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));
  }

  private TableDefinition table() {
    return keyspace()
        .read(transaction -> transaction.table(new TableName("T")).orElseThrow())
        .toCompletableFuture()
        .join();
  }

  /** The keys of the table's items. */
  private Set<String> items() {
    Set<String> keys = new TreeSet<>();
    keyspace()
        .read(transaction -> {
          transaction.range(
              transaction.table(new TableName("T")).orElseThrow().id(),
              KeyRange.ALL,
              Direction.FORWARD,
              (_, item) -> keys.add(item.item().attributes().get("pk").toString()));
          return null;
        })
        .toCompletableFuture()
        .join();
    return keys;
  }

  private void assertItems(String... keys) {
    Set<String> expected = new TreeSet<>();
    for (String key : keys) {
      expected.add(LocalDynamoDb.attributes("pk", key).get("pk").toString());
    }
    assertEquals(expected, items());
  }

  private long indexItems() {
    return db.call(new DescribeTableRequest("T"))
        .table()
        .globalSecondaryIndexes()
        .getFirst()
        .itemCount();
  }

  /** The entries of expiry that there are, and those that there should be by the items. */
  private void assertEntriesFitTheTable() {
    TableDefinition table = table();
    TimeToLive timeToLive = table.timeToLive().orElseThrow();
    List<ItemKey> expected = new ArrayList<>();
    List<ItemKey> entries = new ArrayList<>();
    keyspace()
        .read(transaction -> {
          transaction.range(
              table.id(),
              KeyRange.ALL,
              Direction.FORWARD,
              (key, item) -> {
                ExpiryEntry.keyOf(timeToLive, key, item.item()).ifPresent(expected::add);
                return true;
              });
          transaction.range(
              timeToLive.entries(), KeyRange.ALL, Direction.FORWARD, (key, _) -> entries.add(key));
          return null;
        })
        .toCompletableFuture()
        .join();
    assertEquals(expected.stream().sorted().toList(), entries);
  }

  @Test
  void an_item_whose_time_is_less_than_the_current_one_is_deleted() {
    createTable();
    setTimeToLive(true);
    putEnding("past", second() - 1);
    putEnding("now", second());
    putEnding("future", second() + 1);
    assertEquals(1, db.sweep());
    assertItems("now", "future");
    db.pass(SECOND);
    assertEquals(1, db.sweep());
    assertItems("future");
    assertEquals(0, db.sweep());
  }

  /** Spec: streams, the userIdentity of deletions of this kind. */
  @Test
  void the_record_of_its_deletion_names_the_service_and_those_of_callers_do_not() {
    createTable();
    setTimeToLive(true);
    json.call(
        "UpdateTable",
        """
        {"TableName":"T",
         "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"}}
        """);
    putEnding("expired", second() - 1);
    putEnding("deleted", second() - 1);
    json.call("DeleteItem", "{\"TableName\":\"T\",\"Key\":{\"pk\":{\"S\":\"deleted\"}}}");
    assertEquals(1, db.sweep());
    String arn = db.call(new DescribeTableRequest("T")).table().latestStreamArn();
    String shard =
        db.call(new DescribeStreamRequest(arn, null, null, null))
            .streamDescription()
            .shards()
            .getFirst()
            .shardId();
    String iterator =
        db.call(new GetShardIteratorRequest(arn, shard, ShardIteratorType.TRIM_HORIZON, null))
            .shardIterator();
    var records = db.call(new GetRecordsRequest(iterator, null)).records();
    assertEquals(
        List.of("INSERT", "INSERT", "REMOVE", "REMOVE"),
        records.stream().map(record -> record.eventName().name()).toList());
    assertEquals(
        List.of("expired", "deleted", "deleted", "expired"),
        records.stream()
            .map(record -> record.dynamodb().keys().attributes().get("pk"))
            .map(key -> ((AttributeValue.S) key).value())
            .toList());
    assertNull(records.get(2).userIdentity());
    assertEquals("Service", records.get(3).userIdentity().type());
    assertEquals("dynamodb.amazonaws.com", records.get(3).userIdentity().principalId());
  }

  @Test
  void an_expired_item_is_an_item_like_any_other_until_it_is_deleted() {
    createTable();
    setTimeToLive(true);
    putEnding("a", second() - 10);
    json.answers(
        "{\"Count\":1,\"ScannedCount\":1}", "Scan", "{\"TableName\":\"T\",\"Select\":\"COUNT\"}");
    json.call(
        "UpdateItem",
        """
        {"TableName":"T","Key":{"pk":{"S":"a"}},"UpdateExpression":"REMOVE ends"}
        """);
    assertEquals(0, db.sweep());
    assertItems("a");
  }

  @Test
  void its_index_entries_go_with_it() {
    createTable();
    setTimeToLive(true);
    putEnding("a", second() - 10);
    putEnding("b", second() + 10);
    assertEquals(2, indexItems());
    db.sweep();
    assertEquals(1, indexItems());
    assertEntriesFitTheTable();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"S\":\"1500000000\"}",
        "{\"NS\":[\"1767319445\"]}",
        "{\"L\":[{\"N\":\"1767319445\"}]}",
        "{\"M\":{\"ends\":{\"N\":\"1767319445\"}}}",
        "{\"NULL\":true}",
        "{\"N\":\"-1\"}",
        "{\"N\":\"-0.5\"}",
        "{\"N\":\"0\"}",
        "{\"N\":\"1E-130\"}",
        "{\"N\":\"1E125\"}",
        "{\"N\":\"9223372036854775807\"}",
        "{\"N\":\"9223372036854775808\"}",
        "{\"N\":\"1767319444000\"}"
      })
  void other_types_and_times_that_make_no_sense_never_expire(String value) {
    createTable();
    setTimeToLive(true);
    put("a", value);
    assertEquals(0, db.sweep());
    assertItems("a");
    assertEntriesFitTheTable();
  }

  @Test
  void a_fraction_of_a_second_does_not_count() {
    createTable();
    setTimeToLive(true);
    put("a", "{\"N\":\"" + second() + ".999\"}");
    assertEquals(0, db.sweep());
    db.pass(SECOND);
    assertEquals(1, db.sweep());
  }

  @Test
  void an_item_that_should_have_expired_more_than_five_years_ago_stays() {
    createTable();
    setTimeToLive(true);
    long fiveYearsAgo = db.now().atOffset(ZoneOffset.UTC).minusYears(5).toEpochSecond();
    putEnding("recent", fiveYearsAgo + 1);
    putEnding("edge", fiveYearsAgo);
    putEnding("old", fiveYearsAgo - 1);
    assertEquals(2, db.sweep());
    assertItems("old");
  }

  @Test
  void nothing_expires_in_a_table_without_the_setting() {
    createTable();
    putEnding("a", second() - 10);
    assertEquals(0, db.sweep());
    setTimeToLive(true);
    db.pass(Duration.ofHours(1));
    setTimeToLive(false);
    assertEquals(0, db.sweep());
    assertItems("a");
  }

  @Test
  void items_that_were_there_before_the_setting_expire_as_well() {
    createTable();
    putEnding("a", second() - 10);
    putEnding("b", second() + 10);
    setTimeToLive(true);
    assertEquals(1, db.sweep());
    assertItems("b");
  }

  @Test
  void nothing_expires_while_the_setting_is_being_made_or_unmade() {
    Duration minute = Duration.ofMinutes(1);
    db = new LocalDynamoDb(new DynamoDbSettings(Duration.ZERO, minute, Duration.ZERO));
    json = new DynamoDbJson(db);
    createTable();
    setTimeToLive(true);
    putEnding("a", second() - 10);
    db.maintain();
    assertEquals(0, db.sweep());
    db.pass(minute);
    assertEquals(1, db.sweep());
    db.pass(Duration.ofHours(1));
    setTimeToLive(false);
    putEnding("b", second() - 10);
    assertEquals(0, db.sweep());
    db.pass(minute);
    assertEquals(0, db.sweep());
    assertItems("b");
  }

  @Test
  void nothing_expires_in_a_table_that_is_being_deleted() {
    db =
        new LocalDynamoDb(
            new DynamoDbSettings(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)));
    json = new DynamoDbJson(db);
    createTable();
    setTimeToLive(true);
    putEnding("a", second() - 10);
    json.call("DeleteTable", "{\"TableName\":\"T\"}");
    assertEquals(0, db.sweep());
    assertItems("a");
  }

  @Test
  void a_large_table_is_filled_between_writes_and_its_items_expire_only_then() {
    int count = 3 * IndexBackfill.STEP_ITEMS;
    createTable();
    for (int i = 0; i < count; i++) {
      putEnding("p" + i, second() - 10);
    }
    setTimeToLive(true);
    BackfillIndexes backfill = new BackfillIndexes();
    Random random = new Random(5);
    Set<String> renewed = new TreeSet<>();
    int steps = 0;
    while (backfill.step(keyspace()).toCompletableFuture().join()) {
      steps++;
      assertTrue(table().timeToLive().orElseThrow().backfilled() || db.sweep() == 0);
      for (int i = 0; i < 20; i++) {
        String key = "p" + random.nextInt(count);
        putEnding(key, second() + 1000 + random.nextInt(10));
        renewed.add(key);
      }
    }
    assertTrue(steps >= 3, "too few steps for writes to come between");
    assertEntriesFitTheTable();
    assertEquals(count - renewed.size(), db.sweep());
    assertItems(renewed.toArray(String[]::new));
    assertEntriesFitTheTable();
    assertEquals(renewed.size(), indexItems());
  }

  @Test
  void a_step_is_small_and_says_whether_there_is_more() {
    createTable();
    setTimeToLive(true);
    ExpirySweep sweep = db.api().expirySweep();
    assertEquals(new ExpirySweep.Step(0, false, true), step(sweep));
    for (int i = 0; i <= ExpirySweep.STEP_ITEMS; i++) {
      putEnding("p" + i, second() - 10);
    }
    assertEquals(new ExpirySweep.Step(ExpirySweep.STEP_ITEMS, true, true), step(sweep));
    assertEquals(new ExpirySweep.Step(1, true, true), step(sweep));
    assertEquals(new ExpirySweep.Step(0, false, true), step(sweep));
    json.call("DeleteTable", "{\"TableName\":\"T\"}");
    assertEquals(new ExpirySweep.Step(0, false, false), step(sweep));
  }

  @Test
  void large_items_fill_a_step_by_their_bytes() {
    createTable();
    setTimeToLive(true);
    for (int i = 0; i < 4; i++) {
      db.put("T", "pk", "p" + i, "ends", (int) second() - 10, "large", "l".repeat(150 * 1024));
    }
    assertEquals(2, step(db.api().expirySweep()).deletedItems());
  }

  @Test
  void random_writes_keep_the_entries() {
    createTable();
    setTimeToLive(true);
    Random random = new Random(11);
    for (int i = 0; i < 600; i++) {
      String key = "p" + random.nextInt(30);
      switch (random.nextInt(5)) {
        case 0 ->
            json.call(
                "DeleteItem",
                "{\"TableName\":\"T\",\"Key\":{\"pk\":{\"S\":\"%s\"}}}".formatted(key));
        case 1 -> put(key, "{\"S\":\"no number\"}");
        case 2 ->
            json.call(
                "UpdateItem",
                """
                {"TableName":"T","Key":{"pk":{"S":"%s"}},"UpdateExpression":"SET ends = :e",
                 "ExpressionAttributeValues":{":e":{"N":"%d"}}}
                """
                    .formatted(key, second() + random.nextInt(40) - 20));
        case 3 -> db.sweep();
        default -> putEnding(key, second() + random.nextInt(40) - 20);
      }
      if (i % 50 == 0) {
        db.pass(SECOND);
        assertEntriesFitTheTable();
      }
    }
    assertEntriesFitTheTable();
    assertFalse(items().isEmpty());
  }

  private ExpirySweep.Step step(ExpirySweep sweep) {
    return sweep.step(keyspace()).toCompletableFuture().join();
  }
}
