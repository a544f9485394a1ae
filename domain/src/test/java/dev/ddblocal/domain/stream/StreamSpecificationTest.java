package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.table.StreamSpecification;
import dev.ddblocal.domain.table.TableDescription;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Enabling and disabling streams with CreateTable, UpdateTable and DeleteTable. */
class StreamSpecificationTest {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String ARN =
      "arn:aws:dynamodb:us-east-1:111122223333:table/Music/stream/2026-01-02T03:04:05.";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);
  private final StreamUnderTest stream = new StreamUnderTest(db);

  private TableDescription table() {
    return db.call(new DescribeTableRequest(StreamUnderTest.TABLE)).table();
  }

  private void refusesCreate(String message, String specification) {
    json.refuses(
        message,
        "CreateTable",
        """
        {"TableName": "New", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}], "StreamSpecification": %s}
        """
            .formatted(specification));
  }

  private void refusesUpdate(String message, String members) {
    json.refuses(message, "UpdateTable", "{\"TableName\": \"Music\", " + members + "}");
  }

  @ParameterizedTest
  @EnumSource(StreamViewType.class)
  void a_table_is_made_with_a_stream(StreamViewType viewType) {
    stream.create(viewType);

    assertEquals(new StreamSpecification(true, viewType), table().streamSpecification());
    assertEquals("2026-01-02T03:04:05.678", table().latestStreamLabel());
    assertEquals(ARN + "678", table().latestStreamArn());
    StreamDescription described = stream.describe(ARN + "678");
    json.same(
        """
        {"StreamArn": "%s678", "StreamLabel": "2026-01-02T03:04:05.678", "StreamStatus": "ENABLED",
         "StreamViewType": "%s", "CreationRequestDateTime": 1767323045.678, "TableName": "Music",
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
         "Shards": [{"ShardId": "%s",
                     "SequenceNumberRange": {"StartingSequenceNumber": "%s"}}]}
        """
            .formatted(
                ARN,
                viewType,
                described.shards().getFirst().shardId(),
                described.shards().getFirst().sequenceNumberRange().startingSequenceNumber()),
        described);
  }

  @Test
  void a_table_without_stream_tells_of_none() {
    stream.create(", \"StreamSpecification\": {\"StreamEnabled\": false}");
    assertNull(table().streamSpecification());
    assertNull(table().latestStreamLabel());
    assertNull(table().latestStreamArn());
  }

  @Test
  void a_stream_that_is_disabled_is_still_the_latest() {
    stream.create(StreamViewType.KEYS_ONLY);
    stream.disable();

    assertNull(table().streamSpecification());
    assertEquals("2026-01-02T03:04:05.678", table().latestStreamLabel());
    assertEquals(ARN + "678", table().latestStreamArn());
    assertEquals(StreamStatus.DISABLED, stream.describe(ARN + "678").streamStatus());
  }

  @Test
  void a_stream_that_is_enabled_again_is_another_one_even_within_a_millisecond() {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    stream.disable();
    stream.enable(StreamViewType.OLD_IMAGE);
    stream.put("a", 2);

    assertEquals(ARN + "679", table().latestStreamArn());
    assertEquals(StreamStatus.DISABLED, stream.describe(ARN + "678").streamStatus());
    assertEquals(StreamStatus.ENABLED, stream.describe(ARN + "679").streamStatus());
    assertEquals(
        List.of(OperationType.INSERT),
        stream.records(ARN + "678").stream().map(ChangeRecord::eventName).toList());
    assertEquals(
        List.of(OperationType.MODIFY),
        stream.records(ARN + "679").stream().map(ChangeRecord::eventName).toList());
  }

  @Test
  void create_table_refuses_what_does_not_go_together() {
    refusesCreate(
        INVALID
            + "Table is being created with a stream disabled, UpdateViewType should not be"
            + " specified",
        "{\"StreamEnabled\": false, \"StreamViewType\": \"NEW_AND_OLD_IMAGES\"}");
    refusesCreate(
        INVALID
            + "Table is being created with a stream enabled, UpdateViewType should be specified",
        "{\"StreamEnabled\": true}");
  }

  @Test
  void update_table_refuses_what_does_not_go_together() {
    stream.create(StreamViewType.KEYS_ONLY);
    refusesUpdate(
        INVALID + "If stream is being disabled, then UpdateViewType must not be specified",
        """
        "StreamSpecification": {"StreamEnabled": false, "StreamViewType": "KEYS_ONLY"}
        """);
    refusesUpdate(
        INVALID + "If stream is being enabled, then UpdateViewType must be specified",
        """
        "StreamSpecification": {"StreamEnabled": true}
        """);
    refusesUpdate(
        INVALID + "You cannot modify stream status while updating table IOPS",
        """
        "StreamSpecification": {"StreamEnabled": false}, "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}
        """);
    assertEquals(
        new StreamSpecification(true, StreamViewType.KEYS_ONLY), table().streamSpecification());
  }

  @ParameterizedTest
  @EnumSource(StreamViewType.class)
  void an_enabled_stream_is_neither_enabled_again_nor_changed(StreamViewType viewType) {
    stream.create(StreamViewType.KEYS_ONLY);
    refusesUpdate(
        "Table already has an enabled stream: TableName: Music",
        """
        "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "%s"}
        """
            .formatted(viewType));
  }

  @Test
  void a_table_without_stream_has_none_to_disable() {
    stream.create("");
    String disabled = "\"StreamSpecification\": {\"StreamEnabled\": false}";
    refusesUpdate("Table has no stream to disable: TableName: Music", disabled);
    stream.enable(StreamViewType.KEYS_ONLY);
    stream.disable();
    refusesUpdate("Table has no stream to disable: TableName: Music", disabled);
  }

  @Test
  void the_answer_of_update_table_tells_of_the_stream() {
    stream.create("");
    Object answer =
        json.call(
            "UpdateTable",
            """
            {"TableName": "Music",
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}}
            """);
    assertEquals(true, answer.toString().contains("LatestStreamArn=" + ARN + "678"), "" + answer);
  }

  @Test
  void the_stream_of_a_deleted_table_can_be_read_for_a_day_beside_that_of_its_successor() {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("old", 1);
    String old = stream.arn();
    stream.delete();
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("new", 2);

    assertNotEquals(old, stream.arn());
    assertEquals(StreamStatus.DISABLED, stream.describe(old).streamStatus());
    assertEquals(List.of("old=1"), briefs(old));
    assertEquals(List.of("new=2"), briefs(stream.arn()));

    db.pass(Duration.ofHours(24).minusMillis(1));
    assertEquals(List.of("old=1"), briefs(old));
    db.pass(Duration.ofMillis(1));
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Stream: " + old + " not found",
        new DescribeStreamRequest(old, null, null, null));
  }

  private List<String> briefs(String arn) {
    return stream.records(arn).stream().map(StreamUnderTest::brief).toList();
  }

  @Test
  void a_stream_shows_the_states_of_its_table() {
    Duration delay = Duration.ofSeconds(10);
    LocalDynamoDb slow = new LocalDynamoDb(new DynamoDbSettings(delay, delay, delay));
    StreamUnderTest slowStream = new StreamUnderTest(slow);
    slowStream.create(StreamViewType.KEYS_ONLY);
    String first = slowStream.arn();
    assertEquals(StreamStatus.ENABLING, slowStream.describe(first).streamStatus());
    slow.pass(delay);
    assertEquals(StreamStatus.ENABLED, slowStream.describe(first).streamStatus());

    slowStream.disable();
    assertEquals(StreamStatus.DISABLING, slowStream.describe(first).streamStatus());
    slow.pass(delay);
    assertEquals(StreamStatus.DISABLED, slowStream.describe(first).streamStatus());

    slowStream.enable(StreamViewType.KEYS_ONLY);
    String second = slowStream.arn();
    assertEquals(StreamStatus.ENABLING, slowStream.describe(second).streamStatus());
    slow.pass(delay);
    slowStream.delete();
    assertEquals(StreamStatus.DISABLING, slowStream.describe(second).streamStatus());
    assertEquals(second, slowStream.arn());
    slow.pass(delay);
    assertEquals(StreamStatus.DISABLED, slowStream.describe(second).streamStatus());
  }
}
