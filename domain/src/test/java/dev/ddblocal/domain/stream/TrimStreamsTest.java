package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.item.BatchWriteItemRequest;
import dev.ddblocal.domain.item.PutRequest;
import dev.ddblocal.domain.item.WriteRequest;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StreamViewType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is older than 24 hours cannot be read, and is removed in small steps. */
class TrimStreamsTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration AGE = Duration.ofHours(4);
  private static final String TRIMMED = "The data you are trying to access has been trimmed.";

  private final LocalDynamoDb db =
      new LocalDynamoDb(DynamoDbSettings.DEFAULT.withStreamShardDuration(AGE));
  private final StreamUnderTest stream = new StreamUnderTest(db);

  private Keyspace keyspace() {
    return db.storage().keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));
  }

  private long count(KeyspaceStore store) {
    return keyspace()
        .read(transaction -> transaction.statistics(store).itemCount())
        .toCompletableFuture()
        .join();
  }

  private void trimIf(boolean removed) {
    if (removed) {
      MaintenanceTask trim = new TrimStreams(db::now);
      while (trim.step(keyspace()).toCompletableFuture().join()) {
        // There is more.
      }
    }
  }

  private List<String> briefs() {
    return stream.records().stream().map(StreamUnderTest::brief).toList();
  }

  private void assertTrimmed(OperationRequest<?> request) {
    db.assertRefused(ErrorCode.TRIMMED_DATA_ACCESS, TRIMMED, request);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_record_can_be_read_for_24_hours(boolean removed) {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    db.pass(Duration.ofMillis(1));
    stream.put("b", 2);

    db.pass(DAY.minusMillis(2));
    trimIf(removed);
    assertEquals(List.of("a=1", "b=2"), briefs());

    db.pass(Duration.ofMillis(1));
    trimIf(removed);
    assertEquals(List.of("b=2"), briefs());

    db.pass(Duration.ofMillis(1));
    trimIf(removed);
    assertEquals(List.of(), briefs());
    assertEquals(removed ? 0 : 2, count(KeyspaceStore.STREAM_RECORDS));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_number_beyond_the_trim_horizon_is_refused(boolean removed) {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    db.pass(Duration.ofMinutes(1));
    stream.put("b", 2);
    List<ChangeRecord> records = stream.records();
    String first = records.get(0).dynamodb().sequenceNumber();
    String second = records.get(1).dynamodb().sequenceNumber();
    String start = stream.openShard().sequenceNumberRange().startingSequenceNumber();
    db.pass(DAY.minusMinutes(1));
    trimIf(removed);

    for (String number : List.of(start, first)) {
      for (ShardIteratorType type :
          List.of(ShardIteratorType.AT_SEQUENCE_NUMBER, ShardIteratorType.AFTER_SEQUENCE_NUMBER)) {
        assertTrimmed(
            new GetShardIteratorRequest(stream.arn(), stream.openShard().shardId(), type, number));
      }
    }
    assertEquals(
        1,
        stream
            .read(stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, second))
            .records()
            .size());
    assertEquals(
        0,
        stream
            .read(stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second))
            .records()
            .size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_iterator_whose_record_was_trimmed_meanwhile_is_refused(boolean removed) {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    db.pass(Duration.ofMinutes(1));
    stream.put("b", 2);
    String first = stream.records().getFirst().dynamodb().sequenceNumber();
    db.pass(DAY.minusMinutes(2));
    String at = stream.iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, first);
    String after = stream.iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first);
    String horizon = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    db.pass(Duration.ofMinutes(1));
    trimIf(removed);

    assertTrimmed(new GetRecordsRequest(at, null));
    assertEquals(1, stream.read(after).records().size());
    assertEquals(1, stream.read(horizon).records().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void latest_begins_behind_what_was_trimmed(boolean removed) {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    db.pass(DAY);
    trimIf(removed);
    String latest = stream.iterator(ShardIteratorType.LATEST);
    stream.put("b", 2);
    assertEquals(1, stream.read(latest).records().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_closed_shard_is_gone_after_24_hours(boolean removed) {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    Shard first = stream.openShard();
    db.pass(AGE);
    db.maintain();
    db.pass(DAY.minusMillis(1));
    String iterator = stream.iterator(stream.arn(), first, ShardIteratorType.TRIM_HORIZON, null);
    trimIf(removed);
    assertEquals(2, stream.shards().size());

    db.pass(Duration.ofMillis(1));
    trimIf(removed);
    assertEquals(
        List.of(first.shardId()), stream.shards().stream().map(Shard::parentShardId).toList());
    assertTrimmed(new GetRecordsRequest(iterator, null));
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found: Shard does not exist",
        new GetShardIteratorRequest(
            stream.arn(), first.shardId(), ShardIteratorType.TRIM_HORIZON, null));
    assertEquals(removed ? 1 : 2, count(KeyspaceStore.STREAM_SHARDS));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_stream_that_ended_is_gone_after_24_hours(boolean removed) {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    String iterator = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    String arn = stream.arn();
    stream.disable();
    db.pass(DAY);
    trimIf(removed);

    String missing = "Requested resource not found: Stream: " + arn + " not found";
    for (OperationRequest<?> request :
        List.<OperationRequest<?>>of(
            new DescribeStreamRequest(arn, null, null, null),
            new GetShardIteratorRequest(
                arn, "shardId-00000001767323045678-00000000", ShardIteratorType.LATEST, null),
            new GetRecordsRequest(iterator, null))) {
      db.assertRefused(ErrorCode.RESOURCE_NOT_FOUND, missing, request);
    }
    assertEquals(List.of(), db.call(new ListStreamsRequest(null, null, null)).streams());
    for (KeyspaceStore store :
        List.of(KeyspaceStore.STREAMS, KeyspaceStore.STREAM_SHARDS, KeyspaceStore.STREAM_RECORDS)) {
      assertEquals(removed ? 0 : 1, count(store), store.name());
    }
  }

  @Test
  void a_step_removes_a_bounded_number_of_records() {
    stream.create(StreamViewType.KEYS_ONLY);
    int records = 2 * TrimStreams.RECORDS_OF_A_STEP + 1;
    for (int i = 0; i < records; i++) {
      stream.put("k", i);
    }
    db.pass(DAY);
    TrimStreams task = new TrimStreams(db::now);
    List<Long> left = new ArrayList<>();
    while (task.step(keyspace()).toCompletableFuture().join()) {
      left.add(count(KeyspaceStore.STREAM_RECORDS));
    }
    assertEquals(List.of((long) TrimStreams.RECORDS_OF_A_STEP + 1, 1L, 0L), left);
  }

  @Test
  void a_long_way_to_the_trim_horizon_takes_several_empty_pages() {
    stream.create(StreamViewType.KEYS_ONLY);
    for (int i = 0; i <= RecordPage.MAX_SKIPPED; i += 25) {
      putBatch(i);
    }
    db.pass(DAY);
    stream.put("k", -1);
    GetRecordsResponse first = stream.read(stream.iterator(ShardIteratorType.TRIM_HORIZON));
    assertEquals(List.of(), first.records());
    assertNotNull(first.nextShardIterator());
    assertEquals(1, stream.read(first.nextShardIterator()).records().size());
  }

  /** Puts 25 items. */
  private void putBatch(int from) {
    List<WriteRequest> writes = new ArrayList<>();
    for (int i = from; i < from + 25; i++) {
      writes.add(new WriteRequest(new PutRequest(LocalDynamoDb.map("pk", "k" + i)), null));
    }
    db.call(new BatchWriteItemRequest(Map.of(StreamUnderTest.TABLE, writes), null, null));
  }

  @Test
  void what_other_streams_hold_stays() {
    stream.create(StreamViewType.NEW_IMAGE);
    stream.put("a", 1);
    stream.disable();
    db.pass(DAY.minusMinutes(1));
    stream.enable(StreamViewType.NEW_IMAGE);
    stream.put("a", 2);
    db.pass(Duration.ofMinutes(1));
    db.maintain();
    assertEquals(List.of("a=2"), briefs());
    assertEquals(1, count(KeyspaceStore.STREAMS));
    assertTrue(stream.openShard().sequenceNumberRange().endingSequenceNumber() == null);
  }
}
