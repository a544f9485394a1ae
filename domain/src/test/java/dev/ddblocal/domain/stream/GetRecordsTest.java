package dev.ddblocal.domain.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.DynamoDbSettings;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.schema.StreamViewType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a shard page by page. */
class GetRecordsTest {
  private static final Duration AGE = Duration.ofHours(4);

  private final LocalDynamoDb db =
      new LocalDynamoDb(DynamoDbSettings.DEFAULT.withStreamShardDuration(AGE));
  private final StreamUnderTest stream = new StreamUnderTest(db);

  private void put(int count) {
    for (int i = 0; i < count; i++) {
      stream.put("k" + i % 7, i);
    }
  }

  private GetRecordsResponse read(String iterator, Integer limit) {
    return db.call(new GetRecordsRequest(iterator, limit));
  }

  private static List<String> briefs(List<ChangeRecord> records) {
    return records.stream().map(StreamUnderTest::brief).toList();
  }

  private static List<String> expected(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i % 7 + "=" + i).toList();
  }

  @Test
  void a_shard_without_records_has_an_empty_page_and_goes_on() {
    stream.create(StreamViewType.NEW_IMAGE);
    GetRecordsResponse page = stream.read(stream.iterator(ShardIteratorType.TRIM_HORIZON));
    assertEquals(List.of(), page.records());
    assertNotNull(page.nextShardIterator());
    put(1);
    assertEquals(expected(1), briefs(stream.read(page.nextShardIterator()).records()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 19, 20, 21, 1000})
  void the_limit_cuts_pages_that_together_are_everything(int limit) {
    stream.create(StreamViewType.NEW_IMAGE);
    put(20);
    List<String> all = new ArrayList<>();
    String next = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    while (all.size() < 20) {
      GetRecordsResponse page = read(next, limit);
      assertEquals(Math.min(limit, 20 - all.size()), page.records().size());
      all.addAll(briefs(page.records()));
      next = page.nextShardIterator();
    }
    assertEquals(expected(20), all);
    assertEquals(List.of(), read(next, limit).records());
  }

  @Test
  void a_page_has_a_thousand_records_at_most() {
    stream.create(StreamViewType.NEW_IMAGE);
    put(1001);
    GetRecordsResponse page = stream.read(stream.iterator(ShardIteratorType.TRIM_HORIZON));
    assertEquals(expected(1000), briefs(page.records()));
    assertEquals(
        List.of(expected(1001).getLast()), briefs(stream.read(page.nextShardIterator()).records()));
  }

  @Test
  void a_page_has_a_megabyte_at_most() {
    stream.create(StreamViewType.NEW_IMAGE);
    String large = "x".repeat(300_000);
    for (int i = 0; i < 7; i++) {
      db.put(StreamUnderTest.TABLE, "pk", "k", "n", i, "large", large);
    }
    List<Integer> sizes = new ArrayList<>();
    String next = stream.iterator(ShardIteratorType.TRIM_HORIZON);
    for (int i = 0; i < 3; i++) {
      GetRecordsResponse page = stream.read(next);
      long bytes = page.records().stream().mapToLong(each -> each.dynamodb().sizeBytes()).sum();
      assertTrue(bytes <= 1024 * 1024, "" + bytes);
      sizes.add(page.records().size());
      next = page.nextShardIterator();
    }
    assertEquals(List.of(3, 3, 1), sizes);
  }

  @Test
  void the_end_of_a_closed_shard_has_no_next_iterator() {
    stream.create(StreamViewType.NEW_IMAGE);
    put(3);
    Shard first = stream.openShard();
    String open = stream.iterator(ShardIteratorType.LATEST);
    db.pass(AGE);
    db.maintain();
    put(1);

    String horizon = stream.iterator(stream.arn(), first, ShardIteratorType.TRIM_HORIZON, null);
    GetRecordsResponse part = read(horizon, 2);
    assertNotNull(part.nextShardIterator());
    GetRecordsResponse rest = read(part.nextShardIterator(), 2);
    assertEquals(List.of("k2=2"), briefs(rest.records()));
    assertNull(rest.nextShardIterator());
    assertNull(read(horizon, 3).nextShardIterator());

    String latest = stream.iterator(stream.arn(), first, ShardIteratorType.LATEST, null);
    GetRecordsResponse end = stream.read(latest);
    assertEquals(List.of(), end.records());
    assertNull(end.nextShardIterator());
    assertTrue(open.startsWith(stream.arn() + "|1|"), open);
  }

  @Test
  void a_reader_that_waits_at_the_tip_gets_to_the_end_when_the_shard_is_closed() {
    stream.create(StreamViewType.NEW_IMAGE);
    put(1);
    db.pass(AGE.minusMinutes(5));
    String tip = stream.iterator(ShardIteratorType.LATEST);
    GetRecordsResponse waiting = stream.read(tip);
    assertNotNull(waiting.nextShardIterator());
    db.pass(Duration.ofMinutes(5));
    db.maintain();
    assertNull(stream.read(waiting.nextShardIterator()).nextShardIterator());
  }

  @Test
  void an_item_has_its_changes_in_their_order_across_shards() {
    stream.create(StreamViewType.NEW_IMAGE);
    for (int i = 0; i < 30; i++) {
      stream.put("k" + i % 7, i);
      if (i % 4 == 0) {
        db.pass(AGE.dividedBy(3));
        db.maintain();
      }
    }
    assertEquals(expected(30), briefs(stream.records()));
    assertTrue(stream.shards().size() > 2);
  }
}
