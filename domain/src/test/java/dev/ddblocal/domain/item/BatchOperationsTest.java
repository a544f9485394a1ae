package dev.ddblocal.domain.item;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static dev.ddblocal.domain.LocalDynamoDb.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.table.DescribeTableRequest;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ValueDefect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchOperationsTest {
  private static final String NO_MATCH = "The provided key element does not match the schema";
  private static final String DUPLICATES = "Provided list of item keys contains duplicates";
  private static final String ARN_OF_H = "arn:aws:dynamodb:us-east-1:111122223333:table/H";

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void tables() {
    db.createTable("H", "pk:S");
    db.createTable("C", "pk:S", "sk:N");
  }

  private static WriteRequest put(Object... item) {
    return new WriteRequest(new PutRequest(map(item)), null);
  }

  private static WriteRequest delete(Object... key) {
    return new WriteRequest(null, new DeleteRequest(map(key)));
  }

  private static BatchWriteItemRequest write(String table, WriteRequest... writes) {
    return new BatchWriteItemRequest(Map.of(table, List.of(writes)), null, null);
  }

  private static BatchGetItemRequest read(String table, AttributeMap... keys) {
    return new BatchGetItemRequest(Map.of(table, reads(List.of(keys), null)), null);
  }

  private static KeysAndAttributes reads(List<AttributeMap> keys, Boolean consistent) {
    return new KeysAndAttributes(keys, consistent, null, null, null);
  }

  private static ConsumedCapacity total(String table, double units) {
    return new ConsumedCapacity(table, units, null, null, null, null, null);
  }

  private long count(String table) {
    return db.call(new DescribeTableRequest(table)).table().itemCount();
  }

  @Test
  void a_batch_puts_and_deletes_over_several_tables() {
    db.put("H", "pk", "old");
    Map<String, List<WriteRequest>> writes = new LinkedHashMap<>();
    writes.put("H", List.of(put("pk", "a", "v", 1), delete("pk", "old"), delete("pk", "none")));
    writes.put("C", List.of(put("pk", "b", "sk", 2)));
    BatchWriteItemResponse answer = db.call(new BatchWriteItemRequest(writes, null, null));
    assertEquals(Map.of(), answer.unprocessedItems());
    assertNull(answer.consumedCapacity());
    assertNull(db.get("H", "pk", "old").item());
    assertEquals(attributes("pk", "a", "v", 1), db.get("H", "pk", "a").item().attributes());
    assertEquals(
        attributes("pk", "b", "sk", 2), db.get("C", "pk", "b", "sk", 2).item().attributes());
  }

  @Test
  void a_batch_reads_what_there_is_and_answers_every_table() {
    db.put("H", "pk", "a", "v", 1);
    Map<String, KeysAndAttributes> keys = new LinkedHashMap<>();
    keys.put("H", reads(List.of(map("pk", "a"), map("pk", "none")), true));
    keys.put("C", reads(List.of(map("pk", "b", "sk", 2)), null));
    BatchGetItemResponse answer =
        db.call(new BatchGetItemRequest(keys, ReturnConsumedCapacity.TOTAL));
    assertEquals(
        Map.of("H", List.of(new Item(attributes("pk", "a", "v", 1))), "C", List.of()),
        answer.responses());
    assertEquals(Map.of(), answer.unprocessedKeys());
    assertEquals(List.of(total("H", 2.0), total("C", 0.5)), answer.consumedCapacity());
  }

  @Test
  void a_batch_answers_tables_by_the_names_that_were_used() {
    db.put("H", "pk", "a");
    assertEquals(
        Map.of(ARN_OF_H, List.of(new Item(attributes("pk", "a")))),
        db.call(read(ARN_OF_H, map("pk", "a"))).responses());
  }

  @Test
  void no_item_can_be_named_twice() {
    db.assertInvalid(DUPLICATES, write("H", put("pk", "d"), delete("pk", "d")));
    db.assertInvalid(DUPLICATES, read("H", map("pk", "d"), map("pk", "d")));
    db.assertInvalid(
        DUPLICATES,
        new BatchWriteItemRequest(
            Map.of("H", List.of(put("pk", "d")), ARN_OF_H, List.of(put("pk", "d"))), null, null));
    assertEquals(0, count("H"));
  }

  @Test
  void keys_have_to_match_the_schema_and_nothing_is_written() {
    db.assertInvalid(NO_MATCH, write("H", put("pk", "fine"), put("pk", 5)));
    db.assertInvalid(NO_MATCH, write("H", put("other", "x")));
    db.assertInvalid(NO_MATCH, write("H", delete("other", "x")));
    db.assertInvalid(NO_MATCH, read("C", map("pk", "a")));
    assertEquals(0, count("H"));
  }

  @Test
  void one_item_that_is_too_large_refuses_the_whole_batch() {
    db.assertInvalid(
        "Item size has exceeded the maximum allowed size",
        write("H", put("pk", "a"), put("pk", "b", "v", "x".repeat(409_600))));
    assertEquals(0, count("H"));
  }

  @Test
  void one_missing_table_refuses_the_whole_batch() {
    Map<String, List<WriteRequest>> writes = new LinkedHashMap<>();
    writes.put("H", List.of(put("pk", "a")));
    writes.put("X", List.of(put("pk", "a")));
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        "Requested resource not found",
        new BatchWriteItemRequest(writes, null, null));
    db.assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND, "Requested resource not found", read("X", map("pk", "a")));
    assertEquals(0, count("H"));
  }

  @Test
  void a_write_is_exactly_one_of_put_and_delete() {
    String message =
        "Supplied WriteRequest must contain exactly one of PutRequest and DeleteRequest";
    db.assertInvalid(message, write("H", new WriteRequest(null, null)));
    db.assertInvalid(
        message,
        write(
            "H",
            new WriteRequest(new PutRequest(map("pk", "a")), new DeleteRequest(map("pk", "a")))));
  }

  @Test
  void unsound_values_are_refused_in_the_wording_of_each_operation() {
    AttributeMap unsound = new AttributeMap(Map.of(), new ValueDefect.DuplicateNumbers(), "n");
    db.assertInvalid(
        "Input collection contains duplicates",
        write("X", new WriteRequest(new PutRequest(unsound), null)));
    db.assertInvalid(
        "One or more parameter values were invalid: Input collection contains duplicates.",
        read("X", unsound));
  }

  @Test
  void a_call_has_a_greatest_number_of_items_over_all_tables() {
    List<WriteRequest> writes = new ArrayList<>();
    List<AttributeMap> keys = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      keys.add(map("pk", "k" + i));
      if (i < 13) {
        writes.add(put("pk", "k" + i));
      }
    }
    db.createTable("H2", "pk:S");
    db.assertInvalid(
        "Too many items requested for the BatchWriteItem call",
        new BatchWriteItemRequest(Map.of("H", writes, "H2", writes), null, null));
    db.assertInvalid(
        "Too many items requested for the BatchGetItem call",
        new BatchGetItemRequest(Map.of("H", reads(keys, null), "H2", reads(keys, null)), null));
  }

  @Test
  void what_does_not_fit_into_sixteen_megabytes_comes_back_as_unprocessed_keys() {
    List<AttributeMap> keys = new ArrayList<>();
    String filler = "x".repeat(300 * 1024 - 20);
    for (int i = 0; i < 100; i++) {
      db.put("H", "pk", "k" + i, "v", filler);
      keys.add(map("pk", "k" + i));
    }
    BatchGetItemResponse answer =
        db.call(
            new BatchGetItemRequest(Map.of("H", reads(keys, true)), ReturnConsumedCapacity.TOTAL));
    assertEquals(52, answer.responses().get("H").size());
    assertEquals(reads(keys.subList(52, 100), true), answer.unprocessedKeys().get("H"));
    assertEquals(52 * 75.0, answer.consumedCapacity().getFirst().capacityUnits());
  }

  @Test
  void writes_are_charged_item_by_item() {
    db.put("H", "pk", "a", "v", "x".repeat(3000));
    BatchWriteItemResponse answer =
        db.call(
            new BatchWriteItemRequest(
                Map.of("H", List.of(put("pk", "a"), put("pk", "b"), delete("pk", "c"))),
                ReturnConsumedCapacity.TOTAL,
                null));
    assertEquals(List.of(total("H", 5.0)), answer.consumedCapacity());
  }
}
