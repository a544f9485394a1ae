package dev.ddblocal.domain.transaction;

import static dev.ddblocal.domain.transaction.TransactWriteItemsTest.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.testing.DynamoDbJson;
import dev.ddblocal.domain.value.ItemSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Items of at most 400 KB, and 4 MB together. */
class TransactionSizeTest {
  private static final String WRITE = "TransactWriteItems";
  private static final String TOGETHER =
      "The aggregate size of the items in the transaction cannot exceed 4 MB";

  /** What an item of {@link #put} has besides its value. */
  private static final int AROUND = "pk".length() + "00".length() + "v".length();

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final DynamoDbJson json = new DynamoDbJson(db);

  @BeforeEach
  void table() {
    db.createTable("T", "pk:S");
  }

  private static String key(int number) {
    return "%02d".formatted(number);
  }

  private static String put(int number, int sizeBytes) {
    return """
    {"Put": {"TableName": "T", "Item": {"pk": {"S": "%s"}, "v": {"S": "%s"}}}}
    """
        .formatted(key(number), "v".repeat(sizeBytes - AROUND));
  }

  private static String update(int number, int sizeBytes) {
    return """
    {"Update": {"TableName": "T", "Key": {"pk": {"S": "%s"}}, "UpdateExpression": "SET v = :v",
      "ExpressionAttributeValues": {":v": {"S": "%s"}}}}
    """
        .formatted(key(number), "v".repeat(sizeBytes - AROUND));
  }

  private void assertEmpty() {
    assertNull(db.get("T", "pk", key(0)).item());
  }

  @Test
  void an_item_of_400_kb_can_be_put_and_made_by_an_update() {
    json.answers("{}", WRITE, items(put(0, ItemSize.MAX), update(1, ItemSize.MAX)));
    assertEquals(ItemSize.MAX, ItemSize.of(db.get("T", "pk", key(0)).item()));
    assertEquals(ItemSize.MAX, ItemSize.of(db.get("T", "pk", key(1)).item()));
  }

  @Test
  void the_request_is_refused_for_a_larger_item_that_is_put() {
    json.refuses(
        "Item size has exceeded the maximum allowed size",
        WRITE,
        items(put(0, 100), put(1, ItemSize.MAX + 1)));
    assertEmpty();
  }

  @Test
  void the_transaction_is_canceled_for_a_larger_item_that_is_updated() {
    json.cancels(
        """
        [{"Code": "None"},
         {"Code": "ValidationError",
          "Message": "Item size to update has exceeded the maximum allowed size"}]
        """,
        WRITE,
        items(put(0, 100), update(1, ItemSize.MAX + 1)));
    assertEmpty();
  }

  @Test
  void the_items_that_are_written_have_4_mb_together() {
    List<String> most = new ArrayList<>();
    int left = TransactionCoordinator.MAX_BYTES;
    for (int number = 0; left > 0; number++) {
      int size = Math.min(left, ItemSize.MAX);
      most.add(number % 2 == 0 ? put(number, size) : update(number, size));
      left -= size;
    }
    json.answers("{}", WRITE, items(most.toArray(String[]::new)));
    json.call("DeleteItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"00\"}}}");
    most.add(
        """
        {"Delete": {"TableName": "T", "Key": {"pk": {"S": "x"}}}}
        """);
    json.refuses(TOGETHER, WRITE, items(most.toArray(String[]::new)));
    assertEmpty();
  }

  @Test
  void items_that_are_put_are_counted_before_any_table_is_looked_for() {
    String[] puts = new String[11];
    for (int number = 0; number < puts.length; number++) {
      puts[number] = put(number, ItemSize.MAX).replace("\"T\"", "\"missing\"");
    }
    json.refuses(TOGETHER, WRITE, items(puts));
  }

  @Test
  void the_items_that_are_read_have_4_mb_together() {
    String[] gets = new String[11];
    for (int number = 0; number < gets.length; number++) {
      json.call(WRITE, items(put(number, ItemSize.MAX)));
      gets[number] =
          """
          {"Get": {"TableName": "T", "Key": {"pk": {"S": "%s"}}, "ProjectionExpression": "pk"}}
          """
              .formatted(key(number));
    }
    json.refuses(TOGETHER, "TransactGetItems", items(gets));
    json.call("DeleteItem", "{\"TableName\": \"T\", \"Key\": {\"pk\": {\"S\": \"10\"}}}");
    json.call("TransactGetItems", items(gets));
  }
}
