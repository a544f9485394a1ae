package dev.ddblocal.domain.item;

import static dev.ddblocal.domain.LocalDynamoDb.attributes;
import static dev.ddblocal.domain.LocalDynamoDb.map;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.ItemSize;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemOperationsTest {
  private static final String NO_MATCH = "The provided key element does not match the schema";
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void tables() {
    db.createTable("H", "pk:S");
    db.createTable("C", "pk:S", "sk:N");
    db.createTable("B", "pk:B");
  }

  private static PutItemRequest put(String table, Object... item) {
    return new PutItemRequest(
        table, map(item), null, null, null, null, null, null, null, null, null);
  }

  private static GetItemRequest get(String table, Object... key) {
    return new GetItemRequest(table, map(key), null, null, null, null, null);
  }

  private static DeleteItemRequest delete(String table, Object... key) {
    return new DeleteItemRequest(
        table, map(key), null, null, null, null, null, null, null, null, null);
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
    String item = "{\"pk\": {\"S\": \"a\"}, \"v\": {\"N\": \"1\"}}";
    String request = "{\"TableName\": \"H\", \"%s\": %s, \"ReturnValues\": \"ALL_OLD\"}";
    String attributes = "{\"Attributes\": %s}".formatted(item);
    json.answers("{}", "PutItem", request.formatted("Item", item));
    json.answers(attributes, "PutItem", request.formatted("Item", item));
    String key = "{\"pk\": {\"S\": \"a\"}}";
    json.answers(attributes, "DeleteItem", request.formatted("Key", key));
    json.answers("{}", "DeleteItem", request.formatted("Key", key));
  }

  @ParameterizedTest
  @CsvSource({
    "PutItem, Item, ALL_NEW",
    "PutItem, Item, UPDATED_NEW",
    "PutItem, Item, UPDATED_OLD",
    "DeleteItem, Key, ALL_NEW",
    "DeleteItem, Key, UPDATED_NEW",
    "DeleteItem, Key, UPDATED_OLD"
  })
  void return_values_of_updates_are_refused(String operation, String member, String value) {
    json.refuses(
        "1 validation error detected: ReturnValues can only be ALL_OLD or NONE",
        operation,
        "{\"TableName\": \"H\", \"%s\": {\"pk\": {\"S\": \"a\"}}, \"ReturnValues\": \"%s\"}"
            .formatted(member, value));
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

  @ParameterizedTest
  @CsvSource({
    "PutItem, Item, '1 validation error detected: '",
    "UpdateItem, Key, '1 validation error detected: '",
    "DeleteItem, Key, '1 validation error detected: '",
    "GetItem, Key, ''"
  })
  void an_unsound_value_is_refused_before_the_table_is_looked_for(
      String operation, String member, String envelope) {
    json.refuses(
        envelope + INVALID + "Null attribute value types must have the value of true",
        operation,
        "{\"TableName\": \"X\", \"%s\": {\"a\": {\"NULL\": false}}}".formatted(member));
  }

  @Test
  void reads_are_charged_by_four_kilobytes_and_half_when_eventually_consistent() {
    db.put("H", "pk", "a", "v", "x".repeat(4096));
    assertReadUnits(2.0, "a", true);
    assertReadUnits(1.0, "a", false);
    assertReadUnits(1.0, "missing", true);
    assertReadUnits(0.5, "missing", false);
  }

  private void assertReadUnits(double units, String key, boolean consistent) {
    String request =
        """
        {"TableName": "H", "Key": {"pk": {"S": "%s"}}, "ConsistentRead": %s,
         "ReturnConsumedCapacity": "TOTAL"}
        """
            .formatted(key, consistent);
    GetItemRequest get = (GetItemRequest) DynamoDbJson.request("GetItem", request);
    assertEquals(units, db.call(get).consumedCapacity().capacityUnits());
  }

  @Test
  void writes_are_charged_by_the_larger_of_the_old_and_the_new_item() {
    assertWriteUnits(3.0, "x".repeat(2048));
    assertWriteUnits(3.0, "x");
    assertWriteUnits(1.0, "x");
    assertWriteUnits(2.0, "x".repeat(1500));
    json.answers(
        """
        {"ConsumedCapacity": {"TableName": "H", "CapacityUnits": 2.0,
         "Table": {"CapacityUnits": 2.0}}}
        """,
        "DeleteItem",
        """
        {"TableName": "H", "Key": {"pk": {"S": "a"}}, "ReturnConsumedCapacity": "INDEXES"}
        """);
  }

  private void assertWriteUnits(double units, String content) {
    json.answers(
        """
        {"ConsumedCapacity": {"TableName": "H", "CapacityUnits": %s}}
        """
            .formatted(units),
        "PutItem",
        """
        {"TableName": "H", "Item": {"pk": {"S": "a"}, "v": {"S": "%s"}},
         "ReturnConsumedCapacity": "TOTAL"}
        """
            .formatted(content));
  }

  @Test
  void capacity_is_told_only_when_asked_for_and_by_the_name_that_was_used() {
    String arn = "arn:aws:dynamodb:us-east-1:111122223333:table/H";
    assertNull(db.put("H", "pk", "a").consumedCapacity());
    json.answers(
        """
        {"Item": {"pk": {"S": "a"}}, "ConsumedCapacity": {"TableName": "%s", "CapacityUnits": 0.5}}
        """
            .formatted(arn),
        "GetItem",
        """
        {"TableName": "%s", "Key": {"pk": {"S": "a"}}, "ReturnConsumedCapacity": "TOTAL"}
        """
            .formatted(arn));
  }
}
