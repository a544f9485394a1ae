package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random writes of every kind, done alike to four tables, one of each view type, while shards roll
 * over: the records rebuild the tables, and the four streams tell the same.
 */
class StreamReplayTest {
  private static final Duration AGE = Duration.ofMinutes(10);
  private static final int STEPS = 300;
  private static final int KEYS = 8;

  private final LocalDynamoDb db =
      new LocalDynamoDb(DynamoDbSettings.DEFAULT.withStreamShardDuration(AGE));
  private final DynamoDbJson json = new DynamoDbJson(db);
  private final StreamUnderTest streams = new StreamUnderTest(db);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void the_records_rebuild_the_table_and_all_view_types_agree(long seed) {
    for (StreamViewType viewType : StreamViewType.values()) {
      create(viewType);
    }
    Random random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      Step step = Step.random(random);
      for (StreamViewType viewType : StreamViewType.values()) {
        run(step, viewType);
      }
      if (random.nextInt(10) == 0) {
        db.pass(AGE.dividedBy(2));
        db.maintain();
      }
    }

    Map<StreamViewType, List<ChangeRecord>> records = new EnumMap<>(StreamViewType.class);
    for (StreamViewType viewType : StreamViewType.values()) {
      String arn = db.call(new DescribeTableRequest(viewType.name())).table().latestStreamArn();
      assertTrue(streams.describe(arn).shards().size() > 3);
      records.put(viewType, streams.records(arn));
    }
    assertEquals(content(), replay(records.get(StreamViewType.NEW_AND_OLD_IMAGES)));
    assertAgree(records);
  }

  /** Replays records, and checks each against the item that it changes. */
  private static Map<Item, Item> replay(List<ChangeRecord> records) {
    Map<Item, Item> items = new HashMap<>();
    String last = "";
    for (ChangeRecord record : records) {
      StreamRecord change = record.dynamodb();
      assertTrue(last.compareTo(change.sequenceNumber()) < 0);
      last = change.sequenceNumber();
      assertEquals(items.get(change.keys()), change.oldImage());
      assertNotEquals(change.oldImage(), change.newImage());
      OperationType expected =
          change.newImage() == null
              ? OperationType.REMOVE
              : change.oldImage() == null ? OperationType.INSERT : OperationType.MODIFY;
      assertEquals(expected, record.eventName());
      if (change.newImage() == null) {
        items.remove(change.keys());
      } else {
        items.put(change.keys(), change.newImage());
      }
    }
    return items;
  }

  private static void assertAgree(Map<StreamViewType, List<ChangeRecord>> records) {
    List<ChangeRecord> whole = records.get(StreamViewType.NEW_AND_OLD_IMAGES);
    records.forEach((viewType, found) -> {
      assertEquals(whole.size(), found.size());
      for (int i = 0; i < whole.size(); i++) {
        StreamRecord expected = whole.get(i).dynamodb();
        StreamRecord actual = found.get(i).dynamodb();
        assertEquals(whole.get(i).eventName(), found.get(i).eventName());
        assertEquals(expected.keys(), actual.keys());
        switch (viewType) {
          case KEYS_ONLY -> {
            assertNull(actual.newImage());
            assertNull(actual.oldImage());
          }
          case NEW_IMAGE -> {
            assertEquals(expected.newImage(), actual.newImage());
            assertNull(actual.oldImage());
          }
          case OLD_IMAGE -> {
            assertNull(actual.newImage());
            assertEquals(expected.oldImage(), actual.oldImage());
          }
          case NEW_AND_OLD_IMAGES -> assertEquals(expected, actual);
        }
      }
    });
  }

  private Map<Item, Item> content() {
    Map<Item, Item> items = new HashMap<>();
    for (int key = 0; key < KEYS; key++) {
      Object[] attributes = {"pk", "k" + key % 3, "sk", key};
      Item item = db.get(StreamViewType.NEW_AND_OLD_IMAGES.name(), attributes).item();
      if (item != null) {
        items.put(new Item(LocalDynamoDb.attributes(attributes)), item);
      }
    }
    return items;
  }

  private void create(StreamViewType viewType) {
    json.call(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"},
                                  {"AttributeName": "sk", "AttributeType": "N"},
                                  {"AttributeName": "n", "AttributeType": "N"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"},
                       {"AttributeName": "sk", "KeyType": "RANGE"}],
         "LocalSecondaryIndexes": [
           {"IndexName": "lsi", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
             {"AttributeName": "pk", "KeyType": "HASH"},
             {"AttributeName": "n", "KeyType": "RANGE"}]}],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "%s"}}
        """
            .formatted(viewType, viewType));
  }

  private void run(Step step, StreamViewType table) {
    try {
      json.call(step.operation(), step.request().replace("TABLE", table.name()));
    } catch (DynamoDbException e) {
      assertTrue(
          e.code() == ErrorCode.CONDITIONAL_CHECK_FAILED
              || e.code() == ErrorCode.TRANSACTION_CANCELED,
          e.getMessage());
    }
  }

  /** One write, which may fail for its condition. */
  private record Step(String operation, String request) {
    static Step random(Random random) {
      return switch (random.nextInt(6)) {
        case 0 -> new Step("PutItem", single(random, put(random)));
        case 1 -> new Step("UpdateItem", single(random, update(random)));
        case 2 -> new Step("DeleteItem", single(random, "\"Key\": " + key(random)));
        case 3 -> new Step("UpdateItem", single(random, "\"Key\": " + key(random)));
        case 4 -> new Step("BatchWriteItem", batch(random));
        default -> new Step("TransactWriteItems", transaction(random));
      };
    }

    private static String single(Random random, String members) {
      return "{\"TableName\": \"TABLE\", " + members + condition(random) + "}";
    }

    private static String condition(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> ", \"ConditionExpression\": \"attribute_exists(n)\"";
        case 1 -> ", \"ConditionExpression\": \"attribute_not_exists(s)\"";
        default -> "";
      };
    }

    private static String key(Random random) {
      return key(random.nextInt(KEYS));
    }

    private static String key(int key) {
      return "{\"pk\": {\"S\": \"k%d\"}, \"sk\": {\"N\": \"%d\"}}".formatted(key % 3, key);
    }

    private static String put(Random random) {
      return "\"Item\": " + item(random, random.nextInt(KEYS));
    }

    /** So few values that a put often leaves the item as it is. */
    private static String item(Random random, int key) {
      String members = key(key).replaceFirst("}$", "");
      if (random.nextBoolean()) {
        members += ", \"n\": {\"N\": \"%d\"}".formatted(random.nextInt(2));
      }
      if (random.nextBoolean()) {
        String set = random.nextBoolean() ? "\"a\", \"b\"" : "\"b\", \"a\"";
        members += ", \"s\": {\"SS\": [%s]}".formatted(set);
      }
      return members + "}";
    }

    private static String update(Random random) {
      String update =
          switch (random.nextInt(4)) {
            case 0 -> "SET n = if_not_exists(n, sk)";
            case 1 -> "SET m = if_not_exists(m, pk) REMOVE n";
            case 2 -> "REMOVE n, s";
            default -> "SET n = sk";
          };
      return "\"Key\": %s, \"UpdateExpression\": \"%s\"".formatted(key(random), update);
    }

    private static String batch(Random random) {
      StringJoiner writes = new StringJoiner(", ");
      for (int key : distinctKeys(random)) {
        writes.add(
            random.nextBoolean()
                ? "{\"PutRequest\": {\"Item\": %s}}".formatted(item(random, key))
                : "{\"DeleteRequest\": {\"Key\": %s}}".formatted(key(key)));
      }
      return "{\"RequestItems\": {\"TABLE\": [" + writes + "]}}";
    }

    private static String transaction(Random random) {
      StringJoiner writes = new StringJoiner(", ");
      for (int key : distinctKeys(random)) {
        writes.add(
            switch (random.nextInt(4)) {
              case 0 -> "{\"Put\": " + action("\"Item\": " + item(random, key)) + "}";
              case 1 -> "{\"Delete\": " + action("\"Key\": " + key(key)) + "}";
              case 2 ->
                  "{\"ConditionCheck\": "
                      + action(
                          "\"Key\": %s, \"ConditionExpression\": \"%s\""
                              .formatted(key(key), "attribute_not_exists(m)"))
                      + "}";
              default ->
                  "{\"Update\": "
                      + action(
                          "\"Key\": %s, \"UpdateExpression\": \"SET n = if_not_exists(n, sk)\""
                              .formatted(key(key)))
                      + "}";
            });
      }
      return "{\"TransactItems\": [" + writes + "]}";
    }

    private static String action(String members) {
      return "{\"TableName\": \"TABLE\", " + members + "}";
    }

    private static List<Integer> distinctKeys(Random random) {
      List<Integer> keys = new ArrayList<>();
      int first = random.nextInt(KEYS);
      for (int i = 0; i <= random.nextInt(4); i++) {
        keys.add((first + i) % KEYS);
      }
      return keys;
    }
  }
}
