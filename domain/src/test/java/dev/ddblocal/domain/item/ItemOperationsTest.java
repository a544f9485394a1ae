package dev.ddblocal.domain.item;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static dev.ddblocal.domain.LocalDynamoDb.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.capacity.Capacity;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.ItemSize;
import dev.ddblocal.domain.value.ValueDefect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemOperationsTest {
  private static final String NO_MATCH = "The provided key element does not match the schema";
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();

  @BeforeEach
  void tables() {
    db.createTable("H", "pk:S");
    db.createTable("C", "pk:S", "sk:N");
    db.createTable("B", "pk:B");
  }

  private static PutItemRequest put(String table, Object... item) {
    return new PutItemRequest(table, map(item), null, null, null, null, null, null, null, null, null);
  }

  private static GetItemRequest get(String table, Object... key) {
    return new GetItemRequest(table, map(key), null, null, null, null, null);
  }

  private static DeleteItemRequest delete(String table, Object... key) {
    return new DeleteItemRequest(table, map(key), null, null, null, null, null, null, null, null, null);
  }

  @Test
  void an_item_is_read_as_it_was_put() {
    db.put("C", "pk", "a", "sk", 1, "text", "x");
    db.put("C", "pk", "a", "sk", 2, "text", "y");
    assertEquals(
        attributes("pk", "a", "sk", 2, "text", "y"),
        db.get("C", "pk", "a", "sk", 2).item().attributes());
    assertNull(db.get("C", "pk", "a", "sk", 3).item());
  }

  @Test
  void a_put_replaces_the_whole_item() {
    db.put("H", "pk", "a", "one", 1);
    db.put("H", "pk", "a", "two", 2);
    assertEquals(attributes("pk", "a", "two", 2), db.get("H", "pk", "a").item().attributes());
  }

  @Test
  void all_old_answers_the_replaced_or_deleted_item() {
    PutItemRequest request =
        new PutItemRequest("H", map("pk", "a", "v", 1), ReturnValue.ALL_OLD, null, null, null, null, null, null, null, null);
    assertNull(db.call(request).attributes());
    assertEquals(attributes("pk", "a", "v", 1), db.call(request).attributes().attributes());
    DeleteItemRequest gone =
        new DeleteItemRequest("H", map("pk", "a"), ReturnValue.ALL_OLD, null, null, null, null, null, null, null, null);
    assertEquals(attributes("pk", "a", "v", 1), db.call(gone).attributes().attributes());
    assertNull(db.call(gone).attributes());
  }

  @Test
  void return_values_of_updates_are_refused() {
    for (ReturnValue value :
        List.of(ReturnValue.ALL_NEW, ReturnValue.UPDATED_NEW, ReturnValue.UPDATED_OLD)) {
      db.assertInvalid(
          "1 validation error detected: ReturnValues can only be ALL_OLD or NONE",
          new PutItemRequest("H", map("pk", "a"), value, null, null, null, null, null, null, null, null));
      db.assertInvalid(
          "1 validation error detected: ReturnValues can only be ALL_OLD or NONE",
          new DeleteItemRequest("H", map("pk", "a"), value, null, null, null, null, null, null, null, null));
    }
  }

  @Test
  void a_missing_table_is_not_found() {
    for (var request : List.of(put("X", "pk", "a"), get("X", "pk", "a"), delete("X", "pk", "a"))) {
      db.assertRefused(ErrorCode.RESOURCE_NOT_FOUND, "Requested resource not found", request);
    }
  }

  @Test
  void an_item_needs_its_key_attributes_in_their_types() {
    db.assertInvalid(INVALID + "Missing the key pk in the item", put("C", "sk", 1));
    db.assertInvalid(INVALID + "Missing the key sk in the item", put("C", "pk", "a"));
    db.assertInvalid(
        INVALID + "Type mismatch for key sk expected: N actual: S", put("C", "pk", "a", "sk", "b"));
  }

  @Test
  void a_key_is_exactly_the_key_attributes_in_their_types() {
    for (Object[] key :
        List.of(
            new Object[] {"pk", "a"},
            new Object[] {"pk", "a", "sk", "b"},
            new Object[] {"pk", "a", "x", 1},
            new Object[] {"pk", "a", "sk", 1, "x", 1},
            new Object[] {})) {
      db.assertInvalid(NO_MATCH, get("C", key));
      db.assertInvalid(NO_MATCH, delete("C", key));
    }
  }

  @Test
  void an_empty_key_is_refused() {
    String message =
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot"
            + " contain an empty %s value. Key: pk";
    db.assertInvalid(message.formatted("string"), put("H", "pk", ""));
    db.assertInvalid(message.formatted("string"), get("H", "pk", ""));
    db.assertInvalid(message.formatted("binary"), put("B", "pk", new byte[0]));
    db.assertInvalid(message.formatted("binary"), delete("B", "pk", new byte[0]));
  }

  @Test
  void keys_have_a_greatest_length() {
    db.createTable("S", "pk:S", "sk:S");
    db.put("S", "pk", "p".repeat(2048), "sk", "s".repeat(1024));
    String partition = INVALID + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
    db.assertInvalid(partition, put("S", "pk", "p".repeat(2049), "sk", "s"));
    db.assertInvalid(partition, get("S", "pk", "é".repeat(1025), "sk", "s"));
    String sort =
        INVALID + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
    db.assertInvalid(sort, put("S", "pk", "p", "sk", "s".repeat(1025)));
    db.assertInvalid(sort, delete("S", "pk", "p", "sk", "s".repeat(1025)));
  }

  @Test
  void an_item_has_a_greatest_size() {
    int rest = ItemSize.MAX - "pk".length() - "a".length() - "v".length();
    db.put("H", "pk", "a", "v", "x".repeat(rest));
    db.assertInvalid(
        "Item size has exceeded the maximum allowed size",
        put("H", "pk", "a", "v", "x".repeat(rest + 1)));
    assertEquals(
        rest, ((AttributeValue.S) db.get("H", "pk", "a").item().get("v")).value().length());
  }

  @Test
  void an_unsound_value_is_refused_before_the_table_is_looked_for() {
    AttributeMap unsound = new AttributeMap(Map.of(), new ValueDefect.NullNotTrue(), "a");
    String message = INVALID + "Null attribute value types must have the value of true";
    db.assertInvalid(
        "1 validation error detected: " + message,
        new PutItemRequest("X", unsound, null, null, null, null, null, null, null, null, null));
    db.assertInvalid(
        "1 validation error detected: " + message,
        new DeleteItemRequest("X", unsound, null, null, null, null, null, null, null, null, null));
    db.assertInvalid(message, new GetItemRequest("X", unsound, null, null, null, null, null));
  }

  @Test
  void reads_are_charged_by_four_kilobytes_and_half_when_eventually_consistent() {
    db.put("H", "pk", "a", "v", "x".repeat(4096));
    assertEquals(2.0, readUnits("a", true));
    assertEquals(1.0, readUnits("a", false));
    assertEquals(1.0, readUnits("missing", true));
    assertEquals(0.5, readUnits("missing", false));
  }

  private double readUnits(String key, boolean consistent) {
    return db.call(
            new GetItemRequest("H", map("pk", key), consistent, ReturnConsumedCapacity.TOTAL, null, null, null))
        .consumedCapacity()
        .capacityUnits();
  }

  @Test
  void writes_are_charged_by_the_larger_of_the_old_and_the_new_item() {
    assertEquals(3.0, writeUnits("x".repeat(2048)));
    assertEquals(3.0, writeUnits("x"));
    assertEquals(1.0, writeUnits("x"));
    writeUnits("x".repeat(1500));
    assertEquals(
        new ConsumedCapacity("H", 2.0, new Capacity(null, null, 2.0), null, null),
        db.call(
                new DeleteItemRequest(
                    "H", map("pk", "a"), null, ReturnConsumedCapacity.INDEXES, null, null, null, null, null, null, null))
            .consumedCapacity());
  }

  private double writeUnits(String content) {
    return db.call(
            new PutItemRequest(
                "H", map("pk", "a", "v", content), null, ReturnConsumedCapacity.TOTAL, null, null, null, null, null, null, null))
        .consumedCapacity()
        .capacityUnits();
  }

  @Test
  void capacity_is_told_only_when_asked_for_and_by_the_name_that_was_used() {
    String arn = "arn:aws:dynamodb:us-east-1:111122223333:table/H";
    assertNull(db.put("H", "pk", "a").consumedCapacity());
    assertEquals(
        new ConsumedCapacity(arn, 0.5, null, null, null),
        db.call(new GetItemRequest(arn, map("pk", "a"), null, ReturnConsumedCapacity.TOTAL, null, null, null))
            .consumedCapacity());
  }
}
