package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Items are put, found, replaced and deleted, and counted truly. */
public interface ItemContract extends StorageUnderTest {
  /** DynamoDB's largest item, in bytes. */
  int LARGEST_ITEM = 400 * 1024;

  @Test
  default void finds_an_item_with_every_type_of_value() {
    TableDefinition table = createTable("table");
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("string", new AttributeValue.S("Überraschung 🎁 \u0000"));
    attributes.put("empty", new AttributeValue.S(""));
    attributes.put("number", new AttributeValue.N(DynamoNumber.of(-1, "12345", -130)));
    attributes.put("binary", new AttributeValue.B(Bytes.wrap(new byte[] {0, -1, 127, -128})));
    attributes.put("strings", AttributeValue.stringSet(List.of("b", "a")));
    attributes.put(
        "numbers",
        AttributeValue.numberSet(List.of(DynamoNumber.ZERO, DynamoNumber.of(1, "9", 125))));
    attributes.put("binaries", AttributeValue.binarySet(List.of(Bytes.wrap(new byte[0]))));
    attributes.put("true", AttributeValue.BOOL.TRUE);
    attributes.put("null", AttributeValue.NULL.INSTANCE);
    attributes.put(
        "nested",
        new AttributeValue.M(
            Map.of("list", new AttributeValue.L(List.of(AttributeValue.BOOL.FALSE)))));
    Item item = new Item(attributes);
    write(transaction -> {
      transaction.put(table.id(), Samples.key("key"), item, 4711);
      return null;
    });
    assertEquals(
        Optional.of(new StoredItem(item, 4711)),
        read(transaction -> transaction.get(table.id(), Samples.key("key"))));
  }

  @Test
  default void finds_nothing_under_a_key_that_was_never_put() {
    TableDefinition table = createTable("table");
    put(table, "key", "text");
    assertNull(text(table, "ke"));
    assertNull(text(table, "key\u0000"));
    assertEquals(
        OptionalInt.empty(),
        read(transaction -> transaction.sizeOf(table.id(), Samples.key("other"))));
  }

  @Test
  default void a_put_replaces_the_item_with_that_key() {
    TableDefinition table = createTable("table");
    put(table, "key", "first");
    put(table, "key", "second, and longer");
    assertEquals("second, and longer", text(table, "key"));
    assertEquals(
        OptionalInt.of(Samples.size("second, and longer")),
        read(transaction -> transaction.sizeOf(table.id(), Samples.key("key"))));
  }

  @Test
  default void deletes_an_item_and_tells_whether_there_was_one() {
    TableDefinition table = createTable("table");
    put(table, "key", "text");
    assertEquals(true, delete(table, "key"));
    assertEquals(false, delete(table, "key"));
    assertNull(text(table, "key"));
  }

  @Test
  default void a_work_sees_its_own_changes() {
    TableDefinition table = createTable("table");
    put(table, "old", "old");
    write(transaction -> {
      Samples.put(transaction, table, "new", "new");
      assertEquals("new", Samples.text(transaction, table, "new"));
      Samples.put(transaction, table, "new", "newer");
      assertEquals("newer", Samples.text(transaction, table, "new"));
      assertEquals(
          OptionalInt.of(Samples.size("newer")),
          transaction.sizeOf(table.id(), Samples.key("new")));
      assertTrue(transaction.delete(table.id(), Samples.key("old")));
      assertNull(Samples.text(transaction, table, "old"));
      assertFalse(transaction.delete(table.id(), Samples.key("old")));
      Samples.put(transaction, table, "old", "again");
      assertEquals("again", Samples.text(transaction, table, "old"));
      return null;
    });
    assertEquals("newer", text(table, "new"));
    assertEquals("again", text(table, "old"));
  }

  @Test
  default void the_same_key_in_two_tables_is_two_items() {
    TableDefinition one = createTable("one");
    TableDefinition two = createTable("two");
    write(transaction -> {
      assertEquals(OptionalInt.empty(), transaction.sizeOf(one.id(), Samples.key("key")));
      Samples.put(transaction, two, "key", "in two");
      Samples.put(transaction, one, "key", "in one");
      return null;
    });
    assertEquals("in one", text(one, "key"));
    assertEquals("in two", text(two, "key"));
  }

  @Test
  default void holds_items_of_the_largest_size() {
    TableDefinition table = createTable("table");
    byte[] content = new byte[LARGEST_ITEM];
    new Random(1).nextBytes(content);
    Item item = Item.copyOf(Map.of("content", new AttributeValue.B(Bytes.wrap(content))));
    for (int i = 0; i < 4; i++) {
      String key = "key" + i;
      write(transaction -> {
        transaction.put(table.id(), Samples.key(key), item, LARGEST_ITEM);
        return null;
      });
    }
    assertEquals(
        item, read(transaction -> transaction.get(table.id(), Samples.key("key3"))).get().item());
    assertEquals(
        new TableStatistics(4, 4L * LARGEST_ITEM),
        read(transaction -> transaction.statistics(table.id())));
  }

  @Test
  default void statistics_are_true_after_every_kind_of_change() {
    TableDefinition table = createTable("table");
    TableDefinition other = createTable("other");
    assertStatistics(table, 0, 0);
    put(table, "a", "12345");
    assertStatistics(table, 1, Samples.size("12345"));
    put(table, "b", "123");
    assertStatistics(table, 2, Samples.size("12345") + Samples.size("123"));
    put(table, "a", "1");
    assertStatistics(table, 2, Samples.size("1") + Samples.size("123"));
    put(table, "a", "1234567");
    assertStatistics(table, 2, Samples.size("1234567") + Samples.size("123"));
    delete(table, "none");
    assertStatistics(table, 2, Samples.size("1234567") + Samples.size("123"));
    delete(table, "a");
    assertStatistics(table, 1, Samples.size("123"));
    write(transaction -> {
      Samples.put(transaction, table, "c", "1");
      Samples.put(transaction, table, "c", "12");
      transaction.delete(table.id(), Samples.key("b"));
      Samples.put(transaction, table, "b", "1234");
      Samples.put(transaction, other, "x", "");
      TableStatistics within = transaction.statistics(table.id());
      assertEquals(new TableStatistics(2, Samples.size("12") + Samples.size("1234")), within);
      return null;
    });
    assertStatistics(table, 2, Samples.size("12") + Samples.size("1234"));
    assertStatistics(other, 1, Samples.size(""));
  }

  private boolean delete(TableDefinition table, String key) {
    return write(transaction -> transaction.delete(table.id(), Samples.key(key)));
  }

  private void assertStatistics(TableDefinition table, long items, long bytes) {
    assertEquals(
        new TableStatistics(items, bytes), read(transaction -> transaction.statistics(table.id())));
  }
}
