package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shards of a stream: how they follow one another, and how DescribeStream tells of them. */
class ShardsTest {
  private static final Duration AGE = Duration.ofMinutes(30);

  private final LocalDynamoDb db =
      new LocalDynamoDb(DynamoDbSettings.DEFAULT.withStreamShardDuration(AGE));
  private final DynamoDbJson json = new DynamoDbJson(db);
  private final StreamUnderTest stream = new StreamUnderTest(db);

  @BeforeEach
  void table() {
    stream.create(StreamViewType.NEW_IMAGE);
  }

  private void rollOver() {
    db.pass(AGE);
    db.maintain();
  }

  private static String start(Shard shard) {
    return shard.sequenceNumberRange().startingSequenceNumber();
  }

  private static String end(Shard shard) {
    return shard.sequenceNumberRange().endingSequenceNumber();
  }

  private static List<String> ids(List<Shard> shards) {
    return shards.stream().map(Shard::shardId).toList();
  }

  private List<String> numbers(Shard shard) {
    return stream.records(stream.arn(), shard).stream()
        .map(each -> each.dynamodb().sequenceNumber())
        .toList();
  }

  @Test
  void a_new_stream_has_one_open_shard() {
    Shard shard = stream.openShard();
    assertEquals(1, stream.shards().size());
    assertTrue(
        shard.shardId().matches("shardId-00000001767323045678-[0-9a-f]{8}"), shard.shardId());
    assertTrue(start(shard).matches("1[0-9]{20}"), start(shard));
    assertNull(end(shard));
    assertNull(shard.parentShardId());
  }

  @Test
  void a_shard_rolls_over_when_it_is_old_enough_and_not_before() {
    stream.put("a", 1);
    db.pass(AGE.minusMillis(1));
    db.maintain();
    assertEquals(1, stream.shards().size());

    stream.put("a", 2);
    db.pass(Duration.ofMillis(1));
    db.maintain();
    stream.put("a", 3);

    List<Shard> shards = stream.shards();
    assertEquals(2, shards.size());
    assertEquals(shards.get(0).shardId(), shards.get(1).parentShardId());
    assertEquals(2, numbers(shards.get(0)).size());
    assertEquals(numbers(shards.get(0)).getLast(), end(shards.get(0)));
    assertNull(end(shards.get(1)));
    assertTrue(end(shards.get(0)).compareTo(start(shards.get(1))) < 0);
    assertTrue(numbers(shards.get(1)).getFirst().compareTo(start(shards.get(1))) >= 0);
  }

  @Test
  void an_idle_shard_rolls_over_too() {
    for (int i = 0; i < 3; i++) {
      rollOver();
    }
    List<Shard> shards = stream.shards();
    assertEquals(4, shards.size());
    for (int i = 1; i < 4; i++) {
      assertEquals(shards.get(i - 1).shardId(), shards.get(i).parentShardId());
      assertEquals(start(shards.get(i - 1)), end(shards.get(i - 1)));
      assertTrue(end(shards.get(i - 1)).compareTo(start(shards.get(i))) < 0);
    }
    assertNull(end(shards.getLast()));
    assertEquals(4, new HashSet<>(ids(shards)).size());
  }

  @Test
  void every_table_with_a_stream_has_its_shards_rolled_over() {
    json.call(
        "CreateTable",
        """
        {"TableName": "Other", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
         "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}}
        """);
    rollOver();
    for (StreamSummary each : db.call(new ListStreamsRequest(null, null, null)).streams()) {
      assertEquals(2, stream.describe(each.streamArn()).shards().size());
    }
  }

  @Test
  void a_stream_that_is_disabled_has_no_open_shard_and_rolls_over_no_more() {
    stream.put("a", 1);
    stream.disable();
    rollOver();
    assertEquals(1, stream.shards().size());
    assertEquals(numbers(stream.openShard()).getLast(), end(stream.openShard()));
  }

  @Test
  void a_deleted_table_leaves_no_open_shard() {
    String arn = stream.arn();
    rollOver();
    stream.put("a", 1);
    stream.delete();
    rollOver();
    List<Shard> shards = stream.describe(arn).shards();
    assertEquals(2, shards.size());
    assertTrue(shards.stream().map(ShardsTest::end).allMatch(Objects::nonNull));
  }

  @Test
  void a_shard_is_made_later_than_its_parent_even_if_the_clock_stands() {
    stream.disable();
    stream.enable(StreamViewType.NEW_IMAGE);
    stream.disable();
    stream.enable(StreamViewType.NEW_IMAGE);
    List<String> arns =
        db.call(new ListStreamsRequest(null, null, null)).streams().stream()
            .map(StreamSummary::streamArn)
            .toList();
    List<String> ids = new ArrayList<>();
    arns.forEach(arn -> ids.addAll(ids(stream.describe(arn).shards())));
    assertEquals(3, new HashSet<>(ids).size(), ids.toString());
  }

  @Test
  void shards_come_page_by_page() {
    for (int i = 0; i < 4; i++) {
      rollOver();
    }
    List<String> all = ids(stream.shards());
    assertEquals(5, all.size());
    for (int limit = 1; limit <= 6; limit++) {
      List<String> paged = new ArrayList<>();
      String start = null;
      do {
        StreamDescription page =
            db.call(new DescribeStreamRequest(stream.arn(), limit, start, null))
                .streamDescription();
        assertTrue(page.shards().size() <= limit);
        paged.addAll(ids(page.shards()));
        start = page.lastEvaluatedShardId();
        assertTrue(start == null || start.equals(paged.getLast()));
      } while (start != null);
      assertEquals(all, paged);
    }
  }

  @Test
  void at_most_a_hundred_shards_come_at_once() {
    Duration minute = Duration.ofMinutes(1);
    LocalDynamoDb other =
        new LocalDynamoDb(DynamoDbSettings.DEFAULT.withStreamShardDuration(minute));
    StreamUnderTest many = new StreamUnderTest(other);
    many.create(StreamViewType.KEYS_ONLY);
    for (int i = 0; i < 100; i++) {
      other.pass(minute);
      other.maintain();
    }
    StreamDescription page = many.describe(many.arn());
    assertEquals(100, page.shards().size());
    assertEquals(page.shards().getLast().shardId(), page.lastEvaluatedShardId());
  }

  @Test
  void a_page_can_begin_behind_a_shard_that_is_gone() {
    String first = stream.openShard().shardId();
    for (int i = 0; i < 60; i++) {
      rollOver();
    }
    assertTrue(ids(stream.shards()).stream().noneMatch(first::equals));
    assertEquals(
        stream.shards(),
        db.call(new DescribeStreamRequest(stream.arn(), null, first, null))
            .streamDescription()
            .shards());
  }

  @Test
  void the_filter_finds_the_child_of_a_shard() {
    rollOver();
    rollOver();
    List<Shard> shards = stream.shards();
    for (int i = 0; i < 3; i++) {
      ShardFilter filter = new ShardFilter(ShardFilterType.CHILD_SHARDS, shards.get(i).shardId());
      assertEquals(
          i < 2 ? List.of(shards.get(i + 1)) : List.of(),
          db.call(new DescribeStreamRequest(stream.arn(), null, null, filter))
              .streamDescription()
              .shards());
    }
  }

  @Test
  void describe_stream_refuses_what_is_incomplete_or_malformed() {
    String whole =
        "One or more parameter values were invalid: ShardFilter must have both Type and ShardId";
    json.refuses(
        whole,
        "DescribeStream",
        "{\"StreamArn\": \"%s\", \"ShardFilter\": {\"Type\": \"CHILD_SHARDS\"}}"
            .formatted(stream.arn()));
    json.refuses(
        whole,
        "DescribeStream",
        "{\"StreamArn\": \"%s\", \"ShardFilter\": {\"ShardId\": \"%s\"}}"
            .formatted(stream.arn(), stream.openShard().shardId()));
    json.refuses(
        "One or more parameter values were invalid: Invalid ExclusiveStartShardId:"
            + " shardId-0000000000000000000x-00000000",
        "DescribeStream",
        """
        {"StreamArn": "%s", "ExclusiveStartShardId": "shardId-0000000000000000000x-00000000"}
        """
            .formatted(stream.arn()));
    String table = "arn:aws:dynamodb:us-east-1:111122223333:table/Music";
    json.refuses(
        "Invalid StreamArn: Invalid ResourceArn provided as input " + table,
        "DescribeStream",
        "{\"StreamArn\": \"%s\"}".formatted(table));
  }

  @Test
  void a_stream_that_is_not_there_is_not_found() {
    String here = stream.arn();
    for (String arn :
        List.of(
            here + "0",
            here.replace("Music", "Other"),
            here.replace("us-east-1", "us-west-2"),
            here.replace("111122223333", "444455556666"))) {
      db.assertRefused(
          ErrorCode.RESOURCE_NOT_FOUND,
          "Requested resource not found: Stream: " + arn + " not found",
          new DescribeStreamRequest(arn, null, null, null));
    }
  }
}
