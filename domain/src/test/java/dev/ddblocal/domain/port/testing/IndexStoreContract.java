package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** An index is a store of entries that comes and goes with its place in the table's definition. */
public interface IndexStoreContract extends StorageUnderTest {
  @Test
  default void the_stores_of_a_table_are_apart() {
    SecondaryIndex one = Samples.index("one");
    SecondaryIndex two = Samples.index("two");
    TableDefinition table = createTable(one, two);
    write(transaction -> {
      Samples.put(transaction, table, "key", "in the table");
      Samples.put(transaction, one.id(), "key", "in one");
      Samples.put(transaction, two.id(), "key", "in two");
      Samples.put(transaction, two.id(), "another", "in two");
      return null;
    });
    write(transaction -> transaction.delete(one.id(), Samples.key("key")));
    assertEquals("in the table", text(table, "key"));
    assertNull(text(one, "key"));
    assertEquals("in two", text(two, "key"));
    assertNull(text(table, "another"));
    assertStatistics(table.id(), "in the table");
    assertStatistics(one.id());
    assertStatistics(two.id(), "in two", "in two");
    put(table, "key", "changed");
    assertEquals("in two", text(two, "key"));
    assertStatistics(two.id(), "in two", "in two");
  }

  @Test
  default void entries_are_visited_in_key_order_both_ways() {
    SecondaryIndex index = Samples.index("index");
    TableDefinition table = createTable(index);
    put(table, "c", "of the table");
    fill(index, "e", "a", "c", "b", "d");
    KeyRange range = new KeyRange(Samples.key("b"), Optional.of(Samples.key("e")));
    assertEquals(List.of("a", "b", "c", "d", "e"), visit(index, KeyRange.ALL, Direction.FORWARD));
    assertEquals(List.of("b", "c", "d"), visit(index, range, Direction.FORWARD));
    assertEquals(List.of("d", "c", "b"), visit(index, range, Direction.BACKWARD));
  }

  @Test
  default void an_index_that_is_added_is_empty_and_the_rest_stays() {
    SecondaryIndex first = Samples.index("first");
    TableDefinition table = createTable(first);
    put(table, "key", "item");
    fill(first, "entry");
    SecondaryIndex second = Samples.index("second");
    TableDefinition altered = Samples.with(table, second, first);
    alter(altered);
    assertEquals(Optional.of(altered), read(transaction -> transaction.table(table.name())));
    assertEquals("item", text(table, "key"));
    assertEquals("entry", text(first, "entry"));
    assertNull(text(second, "entry"));
    assertStatistics(second.id());
    fill(second, "new");
    assertEquals("new", text(second, "new"));
    assertStatistics(first.id(), "entry");
  }

  @Test
  default void an_index_that_is_gone_from_the_definition_is_dropped() {
    SecondaryIndex dropped = Samples.index("dropped");
    SecondaryIndex kept = Samples.index("kept");
    TableDefinition table = createTable(dropped, kept);
    put(table, "key", "item");
    fill(dropped, "entry");
    fill(kept, "entry");
    alter(Samples.with(table, kept));
    assertUnknown(dropped.id());
    assertEquals("item", text(table, "key"));
    assertEquals("entry", text(kept, "entry"));
    assertStatistics(kept.id(), "entry");
  }

  @Test
  default void an_index_made_again_under_the_same_name_is_empty() {
    SecondaryIndex first = Samples.index("index");
    TableDefinition table = createTable(first);
    fill(first, "entry");
    SecondaryIndex second = Samples.index("index");
    write(transaction -> {
      transaction.alterTable(Samples.with(table, second));
      assertThrows(IllegalStateException.class, () -> transaction.statistics(first.id()));
      assertNull(Samples.text(transaction, second.id(), "entry"));
      Samples.put(transaction, second.id(), "new", "new");
      return null;
    });
    assertUnknown(first.id());
    assertNull(text(second, "entry"));
    assertEquals("new", text(second, "new"));
    assertStatistics(second.id(), "new");
  }

  @Test
  default void an_index_added_and_dropped_in_one_work_is_gone() {
    TableDefinition table = createTable();
    SecondaryIndex index = Samples.index("index");
    write(transaction -> {
      transaction.alterTable(Samples.with(table, index));
      Samples.put(transaction, index.id(), "key", "text");
      transaction.alterTable(table);
      return null;
    });
    assertUnknown(index.id());
    assertEquals(Optional.of(table), read(transaction -> transaction.table(table.name())));
  }

  @Test
  default void altering_indexes_is_undone_with_the_work_that_fails() {
    SecondaryIndex before = Samples.index("before");
    TableDefinition table = createTable(before);
    fill(before, "entry");
    SecondaryIndex after = Samples.index("after");
    List<CompletionStage<String>> neighbours = new ArrayList<>();
    List<CompletionStage<String>> failed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String key = "neighbour" + i;
      neighbours.add(
          keyspace()
              .write(transaction -> {
                Samples.put(transaction, before.id(), key, key);
                return Samples.text(transaction, before.id(), "entry");
              }));
      failed.add(
          keyspace()
              .write(transaction -> {
                Samples.put(transaction, before.id(), "entry", "changed");
                transaction.alterTable(Samples.with(table, after));
                Samples.put(transaction, after.id(), "entry", "changed");
                throw DynamoDbException.validation("too late");
              }));
    }
    neighbours.forEach(stage -> assertEquals("entry", Stages.await(stage)));
    failed.forEach(stage -> assertThrows(DynamoDbException.class, () -> Stages.await(stage)));
    assertEquals(Optional.of(table), read(transaction -> transaction.table(table.name())));
    assertEquals("entry", text(before, "entry"));
    assertEquals(21, read(transaction -> transaction.statistics(before.id())).itemCount());
    assertUnknown(after.id());
    alter(Samples.with(table, after));
    assertStatistics(after.id());
    assertUnknown(before.id());
  }

  @Test
  default void a_dropped_table_takes_its_indexes_with_it() {
    SecondaryIndex one = Samples.index("one");
    SecondaryIndex two = Samples.index("two");
    TableDefinition table = createTable(one, two);
    fill(one, "entry");
    write(transaction -> {
      transaction.dropTable(table.id());
      return null;
    });
    assertUnknown(one.id());
    assertUnknown(two.id());
    TableDefinition again = createTable(one, two);
    assertNull(text(again, "entry"));
    assertNull(text(one, "entry"));
    assertStatistics(one.id());
  }

  @Test
  default void refuses_an_index_with_the_id_of_another_tables() {
    SecondaryIndex index = Samples.index("index");
    createTable(index);
    fill(index, "entry");
    TableDefinition other = createTable("other");
    TableDefinition third = Samples.table("third");
    write(transaction -> {
      refuses(() -> transaction.alterTable(Samples.with(other, index)));
      refuses(() -> transaction.createTable(Samples.with(third, index)));
      return null;
    });
    assertEquals("entry", text(index, "entry"));
    assertEquals(Optional.of(other), read(transaction -> transaction.table(other.name())));
    assertEquals(Optional.empty(), read(transaction -> transaction.table(third.name())));
  }

  @Test
  default void indexes_and_their_entries_are_there_after_reopening() {
    assumeTrue(keepsDataWhenClosed());
    SecondaryIndex kept = Samples.index("kept");
    SecondaryIndex dropped = Samples.index("dropped");
    SecondaryIndex added = Samples.index("added");
    TableDefinition table = createTable(kept, dropped);
    put(table, "key", "item");
    fill(kept, "one", "two");
    fill(dropped, "one");
    TableDefinition altered = Samples.with(table, kept, added);
    alter(altered);
    fill(added, "three");
    reopen();
    assertEquals(Optional.of(altered), read(transaction -> transaction.table(table.name())));
    assertEquals(List.of("one", "two"), visit(kept, KeyRange.ALL, Direction.FORWARD));
    assertEquals(List.of("three"), visit(added, KeyRange.ALL, Direction.FORWARD));
    assertStatistics(table.id(), "item");
    assertStatistics(kept.id(), "one", "two");
    assertStatistics(added.id(), "three");
    assertUnknown(dropped.id());
  }

  @Test
  default void any_order_of_changes_in_a_work_holds_in_every_store() {
    SecondaryIndex one = Samples.index("one");
    SecondaryIndex two = Samples.index("two");
    TableDefinition table = createTable(one, two);
    List<StoreId> stores = List.of(table.id(), one.id(), two.id());
    Map<StoreId, TreeMap<ItemKey, String>> model = new HashMap<>();
    stores.forEach(store -> model.put(store, new TreeMap<>()));
    Random random = new Random(11);
    for (int work = 0; work < 60; work++) {
      write(transaction -> {
        for (int i = 0; i < 30; i++) {
          StoreId store = stores.get(random.nextInt(stores.size()));
          changeOrLook(transaction, store, model.get(store), random);
        }
        return null;
      });
    }
    for (StoreId store : stores) {
      TreeMap<ItemKey, String> expected = model.get(store);
      assertEquals(
          List.copyOf(expected.values()),
          read(transaction -> collect(transaction, store, KeyRange.ALL, Direction.FORWARD)));
      assertStatistics(store, expected.values().toArray(String[]::new));
    }
  }

  private static void changeOrLook(
      WriteTransaction transaction, StoreId store, Map<ItemKey, String> expected, Random random) {
    String name = "key" + random.nextInt(6);
    ItemKey key = Samples.key(name);
    switch (random.nextInt(4)) {
      case 0 -> assertEquals(expected.get(key), Samples.text(transaction, store, name));
      case 1 ->
          assertEquals(
              expected.containsKey(key)
                  ? OptionalInt.of(Samples.size(expected.get(key)))
                  : OptionalInt.empty(),
              transaction.sizeOf(store, key));
      case 2 -> assertEquals(expected.remove(key) != null, transaction.delete(store, key));
      default -> {
        String text = "x".repeat(random.nextInt(5));
        Samples.put(transaction, store, name, text);
        expected.put(key, text);
      }
    }
  }

  private TableDefinition createTable(SecondaryIndex... indexes) {
    TableDefinition table = Samples.with(Samples.table("table"), indexes);
    return write(transaction -> {
      transaction.createTable(table);
      return table;
    });
  }

  private void alter(TableDefinition table) {
    write(transaction -> {
      transaction.alterTable(table);
      return null;
    });
  }

  /** Puts an entry under each of the keys, whose text is its key. */
  private void fill(SecondaryIndex index, String... keys) {
    write(transaction -> {
      for (String key : keys) {
        Samples.put(transaction, index.id(), key, key);
      }
      return null;
    });
  }

  private String text(SecondaryIndex index, String key) {
    return read(transaction -> Samples.text(transaction, index.id(), key));
  }

  private List<String> visit(SecondaryIndex index, KeyRange range, Direction direction) {
    return read(transaction -> collect(transaction, index.id(), range, direction));
  }

  private static List<String> collect(
      ReadTransaction transaction, StoreId store, KeyRange range, Direction direction) {
    List<String> seen = new ArrayList<>();
    transaction.range(
        store, range, direction, (_, stored) -> seen.add(Samples.text(stored.item())));
    return seen;
  }

  private void assertStatistics(StoreId store, String... texts) {
    long bytes = 0;
    for (String text : texts) {
      bytes += Samples.size(text);
    }
    assertEquals(
        new TableStatistics(texts.length, bytes),
        read(transaction -> transaction.statistics(store)));
  }

  private void assertUnknown(StoreId store) {
    ItemKey key = Samples.key("entry");
    write(transaction -> {
      refuses(() -> Samples.put(transaction, store, "entry", "text"));
      refuses(() -> transaction.delete(store, key));
      refuses(() -> transaction.get(store, key));
      return null;
    });
    read(transaction -> {
      refuses(() -> transaction.get(store, key));
      refuses(() -> transaction.sizeOf(store, key));
      refuses(() -> transaction.statistics(store));
      refuses(() -> collect(transaction, store, KeyRange.ALL, Direction.FORWARD));
      return null;
    });
  }

  private static void refuses(Executable call) {
    assertThrows(IllegalStateException.class, call);
  }
}
