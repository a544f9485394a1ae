package dev.ddblocal.domain.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  private static final int ITEMS = 60;

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void items() {
    db.createTable("t", "pk:S", "sk:N");
    IntStream.range(0, ITEMS)
        .forEach(i -> db.put("t", "pk", "p" + i % 20, "sk", i, "even", i % 2 == 0 ? "y" : "n"));
  }

  private List<String> sortKeys(ScanResponse page) {
    return page.items().stream()
        .map(item -> ((AttributeValue.N) item.get("sk")).value().toPlainString())
        .toList();
  }

  private List<String> scanAll(int limit, Integer segment, Integer total) {
    List<String> seen = new ArrayList<>();
    Item last = null;
    do {
      ScanResponse page =
          db.call(QueryCall.on("t").limit(limit).segment(segment, total).after(last).scan());
      assertTrue(page.scannedCount() <= limit);
      seen.addAll(sortKeys(page));
      last = page.lastEvaluatedKey();
    } while (last != null);
    return seen;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 1000})
  void pages_hold_every_item_once(int limit) {
    List<String> seen = scanAll(limit, null, null);
    assertEquals(ITEMS, seen.size());
    assertEquals(ITEMS, new TreeSet<>(seen).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 1_000_000})
  void segments_hold_every_item_once(int total) {
    List<String> seen = new ArrayList<>();
    for (int segment = 0; segment < Math.min(total, 16); segment++) {
      seen.addAll(scanAll(5, segment, total));
    }
    assertEquals(seen.size(), new TreeSet<>(seen).size());
    if (total <= 16) {
      assertEquals(ITEMS, seen.size());
    }
  }

  @Test
  void the_items_of_a_partition_follow_one_another_by_sort_key() {
    List<String> seen = scanAll(1000, null, null);
    for (int i = 0; i < seen.size(); i += 3) {
      int first = Integer.parseInt(seen.get(i));
      assertEquals(
          List.of("" + first, "" + (first + 20), "" + (first + 40)), seen.subList(i, i + 3));
    }
  }

  @Test
  void a_filter_counts_apart_from_what_was_scanned() {
    ScanResponse page =
        db.call(
            QueryCall.on("t")
                .filter("even = :y AND sk >= :s")
                .values(":y", "y", ":s", 50)
                .capacity(ReturnConsumedCapacity.TOTAL)
                .scan());
    assertEquals(5, page.count());
    assertEquals(ITEMS, page.scannedCount());
    assertNull(page.lastEvaluatedKey());
    assertEquals(0.5, page.consumedCapacity().capacityUnits());
  }

  @Test
  void count_answers_no_items() {
    ScanResponse answer = db.call(QueryCall.on("t").select(Select.COUNT).scan());
    assertNull(answer.items());
    assertEquals(ITEMS, answer.count());
  }

  @Test
  void segment_and_total_come_together() {
    assertInvalid(
        "The TotalSegments parameter is required but was not present in the request when Segment"
            + " parameter is present",
        QueryCall.on("t").segment(0, null));
    assertInvalid(
        "The Segment parameter is required but was not present in the request when parameter"
            + " TotalSegments is present",
        QueryCall.on("t").segment(null, 4));
    assertInvalid(
        "The Segment parameter is zero-based and must be less than parameter TotalSegments:"
            + " Segment: 5 is not less than TotalSegments: 5",
        QueryCall.on("t").segment(5, 5));
  }

  @Test
  void a_starting_key_belongs_to_the_segment() {
    Item first = db.call(QueryCall.on("t").segment(0, 2).limit(1).scan()).lastEvaluatedKey();
    assertInvalid(
        "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
            + " ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 1",
        QueryCall.on("t").segment(1, 2).after(first));
    assertInvalid(
        "The provided starting key is invalid: The provided key element does not match the schema",
        QueryCall.on("t").startKey("bad", "p"));
  }

  @Test
  void selections_are_refused_without_envelope() {
    assertInvalid(
        "Must specify the AttributesToGet or ProjectionExpression when choosing to get"
            + " SPECIFIC_ATTRIBUTES",
        QueryCall.on("t").select(Select.SPECIFIC_ATTRIBUTES));
    assertInvalid(
        "Cannot specify the ProjectionExpression when choosing to get only the Count",
        QueryCall.on("t").select(Select.COUNT).projection("a"));
  }

  @Test
  void the_table_has_to_exist() {
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        QueryCall.on("missing").scan());
  }

  private void assertInvalid(String message, QueryCall call) {
    db.assertInvalid(message, call.scan());
  }
}
