package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which records changes leave, and what is in them. */
class ChangeRecordsTest {
  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);
  private final StreamUnderTest stream = new StreamUnderTest(db);

  private void answers(String expected, ChangeRecord record) {
    json.same(expected, record.dynamodb());
  }

  /** The example of the developer guide, with its sizes. */
  @Test
  void records_show_keys_images_and_size() {
    json.call(
        "CreateTable",
        """
        {"TableName": "Music", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "N"}],
         "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"}}
        """);
    String key = "{\"Id\": {\"N\": \"101\"}}";
    String first = "{\"Id\": {\"N\": \"101\"}, \"Message\": {\"S\": \"New item!\"}}";
    String second = "{\"Id\": {\"N\": \"101\"}, \"Message\": {\"S\": \"This item has changed\"}}";
    json.call("PutItem", "{\"TableName\": \"Music\", \"Item\": " + first + "}");
    json.call("PutItem", "{\"TableName\": \"Music\", \"Item\": " + second + "}");
    json.call("DeleteItem", "{\"TableName\": \"Music\", \"Key\": " + key + "}");

    List<ChangeRecord> records = stream.records();
    assertEquals(
        List.of(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE),
        records.stream().map(ChangeRecord::eventName).toList());
    String common =
        """
        "ApproximateCreationDateTime": 1767323045, "StreamViewType": "NEW_AND_OLD_IMAGES",
        "SequenceNumber": "%s", "Keys": {"Id": {"N": "101"}}
        """;
    answers(
        "{"
            + common.formatted(records.get(0).dynamodb().sequenceNumber())
            + ", \"SizeBytes\": 26, \"NewImage\": "
            + first
            + "}",
        records.get(0));
    answers(
        "{"
            + common.formatted(records.get(1).dynamodb().sequenceNumber())
            + ", \"SizeBytes\": 59, \"OldImage\": "
            + first
            + ", \"NewImage\": "
            + second
            + "}",
        records.get(1));
    answers(
        "{"
            + common.formatted(records.get(2).dynamodb().sequenceNumber())
            + ", \"SizeBytes\": 38, \"OldImage\": "
            + second
            + "}",
        records.get(2));
  }

  /** Keys have 3 bytes, the image before 6, the one afterwards 7. */
  @ParameterizedTest
  @CsvSource({
    "KEYS_ONLY,          INSERT, false, false, 3",
    "KEYS_ONLY,          MODIFY, false, false, 3",
    "KEYS_ONLY,          REMOVE, false, false, 3",
    "NEW_IMAGE,          INSERT, true,  false, 9",
    "NEW_IMAGE,          MODIFY, true,  false, 10",
    "NEW_IMAGE,          REMOVE, false, false, 3",
    "OLD_IMAGE,          INSERT, false, false, 3",
    "OLD_IMAGE,          MODIFY, false, true,  9",
    "OLD_IMAGE,          REMOVE, false, true,  10",
    "NEW_AND_OLD_IMAGES, INSERT, true,  false, 9",
    "NEW_AND_OLD_IMAGES, MODIFY, true,  true,  16",
    "NEW_AND_OLD_IMAGES, REMOVE, false, true,  10",
  })
  void the_view_type_says_which_images_there_are(
      StreamViewType viewType, OperationType type, boolean shownNew, boolean shownOld, long size) {
    stream.create(viewType);
    stream.put("k", 1);
    stream.put("k", 123);
    json.call("DeleteItem", "{\"TableName\": \"Music\", \"Key\": {\"pk\": {\"S\": \"k\"}}}");

    ChangeRecord record =
        stream.records().stream().filter(each -> each.eventName() == type).findFirst().get();

    StreamRecord change = record.dynamodb();
    assertEquals(viewType, change.streamViewType());
    assertEquals(new Item(LocalDynamoDb.attributes("pk", "k")), change.keys());
    assertEquals(shownNew, change.newImage() != null);
    assertEquals(shownOld, change.oldImage() != null);
    assertEquals(size, change.sizeBytes());
  }

  @Test
  void a_record_names_its_event_region_and_time_in_whole_seconds() {
    stream.create(StreamViewType.KEYS_ONLY);
    stream.put("a", 1);
    db.pass(Duration.ofMillis(400));
    stream.put("b", 1);

    List<ChangeRecord> records = stream.records();
    for (ChangeRecord record : records) {
      assertEquals("1.1", record.eventVersion());
      assertEquals("aws:dynamodb", record.eventSource());
      assertEquals("us-east-1", record.awsRegion());
      assertNull(record.userIdentity());
      assertTrue(record.eventId().matches("[0-9a-f]{32}"), record.eventId());
    }
    assertEquals(
        List.of(Instant.parse("2026-01-02T03:04:05Z"), Instant.parse("2026-01-02T03:04:06Z")),
        records.stream().map(each -> each.dynamodb().approximateCreationDateTime()).toList());
  }

  @Test
  void events_have_ids_of_their_own_that_stay_the_same() {
    stream.create(StreamViewType.KEYS_ONLY);
    for (int i = 0; i < 50; i++) {
      stream.put("a", i);
    }
    List<String> ids = stream.records().stream().map(ChangeRecord::eventId).toList();
    assertEquals(50, new HashSet<>(ids).size());
    assertEquals(ids, stream.records().stream().map(ChangeRecord::eventId).toList());
  }

  @Test
  void sequence_numbers_have_21_digits_and_ascend() {
    stream.create(StreamViewType.KEYS_ONLY);
    for (int i = 0; i < 12; i++) {
      stream.put("k" + i % 3, i);
    }
    List<String> numbers =
        stream.records().stream().map(each -> each.dynamodb().sequenceNumber()).toList();
    assertEquals(12, numbers.size());
    assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
    assertTrue(numbers.stream().allMatch(each -> each.matches("1[0-9]{20}")), numbers.toString());
  }

  /** Each leaves the table as it is, in the end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PutItem    | {'Item': {'pk': {'S': 'k'}, 'n': {'N': '1'}, 's': {'SS': ['x', 'y']}}}",
        "PutItem    | {'Item': {'s': {'SS': ['y', 'x']}, 'n': {'N': '1.0'}, 'pk': {'S': 'k'}}}",
        "UpdateItem | {'Key': {'pk': {'S': 'k'}}}",
        "UpdateItem | {'Key': {'pk': {'S': 'k'}}, 'UpdateExpression': 'REMOVE z'}",
        "UpdateItem | {'Key': {'pk': {'S': 'k'}}, 'UpdateExpression': 'SET n = n'}",
        "UpdateItem | {'Key': {'pk': {'S': 'new'}}, 'UpdateExpression': 'REMOVE z'}",
        "DeleteItem | {'Key': {'pk': {'S': 'missing'}}}",
        "PutItem    | {'Item': {'pk': {'S': 'k'}}, 'ConditionExpression': 'attribute_exists(z)'}",
        "UpdateItem | {'Key': {'pk': {'S': 'k'}}, 'UpdateExpression': 'SET n = n + n',"
            + " 'ConditionExpression': 'attribute_exists(z)'}",
        "DeleteItem | {'Key': {'pk': {'S': 'k'}}, 'ConditionExpression': 'attribute_exists(z)'}",
      })
  void what_changes_nothing_leaves_no_record(String operation, String request) {
    stream.create(StreamViewType.NEW_AND_OLD_IMAGES);
    json.call(
        "PutItem",
        """
        {"TableName": "Music",
         "Item": {"pk": {"S": "k"}, "n": {"N": "1"}, "s": {"SS": ["x", "y"]}}}
        """);
    List<ChangeRecord> before = stream.records();
    assertEquals(1, before.size());

    ignoringFailedCondition(() ->
        json.call(
            operation.strip(),
            request.replace('\'', '"').replaceFirst("\\{", "{\"TableName\": \"Music\", ")));

    assertEquals(before, stream.records());
  }

  private static void ignoringFailedCondition(Executable call) {
    try {
      call.execute();
    } catch (DynamoDbException e) {
      assertEquals("The conditional request failed", e.getMessage());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_update_that_creates_is_an_insert() {
    stream.create(StreamViewType.NEW_AND_OLD_IMAGES);
    json.call("UpdateItem", "{\"TableName\": \"Music\", \"Key\": {\"pk\": {\"S\": \"k\"}}}");
    assertEquals(
        List.of(OperationType.INSERT),
        stream.records().stream().map(ChangeRecord::eventName).toList());
  }

  @Test
  void each_write_of_a_batch_leaves_one_record() {
    stream.create(StreamViewType.NEW_AND_OLD_IMAGES);
    stream.put("old", 0);
    stream.put("same", 0);
    json.call(
        "BatchWriteItem",
        """
        {"RequestItems": {"Music": [
          {"PutRequest": {"Item": {"pk": {"S": "a"}, "n": {"N": "1"}}}},
          {"PutRequest": {"Item": {"pk": {"S": "same"}, "n": {"N": "0"}}}},
          {"DeleteRequest": {"Key": {"pk": {"S": "old"}}}},
          {"DeleteRequest": {"Key": {"pk": {"S": "missing"}}}}]}}
        """);
    assertEquals(List.of("INSERT old", "INSERT same", "INSERT a", "REMOVE old"), eventsAndKeys());
  }

  @Test
  void each_change_of_a_transaction_leaves_one_record_and_a_cancelled_one_none() {
    stream.create(StreamViewType.NEW_AND_OLD_IMAGES);
    stream.put("a", 1);
    stream.put("checked", 1);
    String writes =
        """
        {"TransactItems": [
          {"Update": {"TableName": "Music", "Key": {"pk": {"S": "a"}},
                      "UpdateExpression": "SET n = n + n"}},
          {"Put": {"TableName": "Music", "Item": {"pk": {"S": "b"}}}},
          {"ConditionCheck": {"TableName": "Music", "Key": {"pk": {"S": "checked"}},
                              "ConditionExpression": "attribute_exists(pk)"}},
          {"Delete": {"TableName": "Music", "Key": {"pk": {"S": "c"}},
                      "ConditionExpression": "%s(pk)"}}]}
        """;
    assertThrows(
        DynamoDbException.class,
        () -> json.call("TransactWriteItems", writes.formatted("attribute_exists")));
    assertEquals(List.of("INSERT a", "INSERT checked"), eventsAndKeys());

    json.call("TransactWriteItems", writes.formatted("attribute_not_exists"));
    assertEquals(List.of("INSERT a", "INSERT checked", "MODIFY a", "INSERT b"), eventsAndKeys());
  }

  private List<String> eventsAndKeys() {
    return stream.records().stream()
        .map(each -> each.eventName() + " " + text(each.dynamodb().keys().get("pk")))
        .toList();
  }

  private static String text(AttributeValue value) {
    return ((AttributeValue.S) value).value();
  }

  @Test
  void an_item_that_expired_was_deleted_by_the_service() {
    stream.create(StreamViewType.NEW_AND_OLD_IMAGES);
    stream.put("k", 1);
    AccountScope scope = AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION);
    db.storage()
        .keyspace(scope)
        .write(transaction -> {
          TableDefinition table =
              transaction.table(new TableName(StreamUnderTest.TABLE)).orElseThrow();
          ItemKey key = KeyEncoding.keyOf(table.key(), LocalDynamoDb.attributes("pk", "k"));
          new TableWriter(
                  transaction, table, new CapacityMeter(), ChangeOrigin.timeToLive(db.now()))
              .delete(
                  key, ReplacedItem.read(transaction, table, key, ReplacedItem.Interest.NOTHING));
          return null;
        })
        .toCompletableFuture()
        .join();

    ChangeRecord record = stream.records().getLast();
    assertEquals(OperationType.REMOVE, record.eventName());
    assertEquals(new Identity("dynamodb.amazonaws.com", "Service"), record.userIdentity());
  }

  @ParameterizedTest
  @EnumSource(StreamViewType.class)
  void a_table_without_stream_leaves_no_records(StreamViewType viewType) {
    stream.create("");
    stream.put("before", 1);
    stream.enable(viewType);
    stream.put("while", 1);
    stream.disable();
    stream.put("afterwards", 1);
    assertEquals(List.of("INSERT while"), eventsAndKeys());
  }
}
