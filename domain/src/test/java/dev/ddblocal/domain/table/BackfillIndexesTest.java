package dev.ddblocal.domain.table;

import static dev.ddblocal.domain.LocalDynamoDb.map;
import static dev.ddblocal.domain.table.Indexes.ALL;
import static dev.ddblocal.domain.table.Indexes.global;
import static dev.ddblocal.domain.table.Indexes.include;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.index.EntryStore;
import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.index.IndexEntry;
import dev.ddblocal.domain.item.DeleteItemRequest;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filling of an index of a large table, step by step, between other writes. */
class BackfillIndexesTest {
  private static final int ITEMS = 5 * IndexBackfill.STEP_ITEMS;

  private final LocalDynamoDb db = new LocalDynamoDb();
  private final Random random = new Random(27);
  private final Keyspace keyspace =
      db.storage().keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION));

  @BeforeEach
  void fillTable() {
    db.createTable("T", "pk:S");
    for (int i = 0; i < ITEMS; i++) {
      put(i);
    }
  }

  @Test
  void every_item_has_its_entry_whatever_is_written_meanwhile() {
    addIndex("gsi", include("kept"));
    BackfillIndexes task = new BackfillIndexes();
    int steps = 0;
    while (step(task)) {
      steps++;
      for (int i = 0; i < 200; i++) {
        write();
      }
    }
    assertTrue(steps >= 4, "too few steps for writes to come between");
    assertEquals(expected("gsi"), entries("gsi"));
    assertEquals(entries("gsi").size(), index("gsi").itemCount());
    assertEquals(
        entries("gsi").values().stream().mapToLong(StoredItem::sizeBytes).sum(),
        index("gsi").indexSizeBytes());
  }

  @Test
  void a_new_task_begins_anew_and_comes_to_the_same_end() {
    addIndex("gsi", ALL);
    BackfillIndexes before = new BackfillIndexes();
    assertTrue(step(before));
    assertTrue(step(before));
    BackfillIndexes after = new BackfillIndexes();
    while (step(after)) {
      write();
    }
    assertEquals(expected("gsi"), entries("gsi"));
  }

  @Test
  void an_index_cannot_be_read_before_it_has_its_entries() {
    addIndex("gsi", ALL);
    BackfillIndexes task = new BackfillIndexes();
    TableLookup lookup = new TableLookup(lifecycle());
    assertTrue(step(task));
    assertEquals(
        "Cannot read from backfilling global secondary index: gsi",
        assertThrows(DynamoDbException.class, () -> lookup.usableIndex(table(), "gsi"))
            .getMessage());
    while (step(task)) {
      write();
    }
    assertEquals("gsi", lookup.usableIndex(table(), "gsi").orElseThrow().name());
  }

  @Test
  void an_index_that_is_deleted_meanwhile_stops_the_work() {
    addIndex("gsi", ALL);
    BackfillIndexes task = new BackfillIndexes();
    assertTrue(step(task));
    db.call(new TableChangeRequest().delete("gsi").build());
    assertFalse(step(task));
  }

  @Test
  void large_items_fill_a_step_by_their_bytes() {
    db.createTable("Large", "pk:S");
    for (int i = 0; i < 4; i++) {
      db.put("Large", "pk", "p" + i, "x", "v", "large", "l".repeat(150 * 1024));
    }
    TableDefinition table = table("Large");
    SecondaryIndex index =
        new IndexRules(
                KeySchemaRules.of(
                    new TableRequest("Large").definitions("x").build().attributeDefinitions()),
                table.billingMode(),
                () -> new UUID(1, 1),
                db.now().plusMillis(1))
            .global(
                global("gsi", ALL, "x:HASH"),
                false,
                ThroughputRules.ofAddedIndex(table.billingMode(), global("gsi", ALL, "x:HASH")));
    int entered =
        keyspace
            .write(transaction -> {
              transaction.alterTable(IndexRules.withIndexes(table, List.of(index)));
              Optional<ItemKey> last =
                  IndexBackfill.step(
                      transaction,
                      table,
                      new EntryStore.OfIndex(table.key(), index),
                      Optional.empty());
              assertTrue(last.isPresent());
              return Math.toIntExact(transaction.statistics(index.id()).itemCount());
            })
            .toCompletableFuture()
            .join();
    assertEquals(2, entered);
  }

  private TableLifecycle lifecycle() {
    return new TableLifecycle(db::now, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  private void addIndex(String name, Projection projection) {
    db.call(
        new TableChangeRequest()
            .definitions("x", "n:N")
            .create(global(name, projection, "x:HASH", "n:RANGE"))
            .build());
  }

  private boolean step(BackfillIndexes task) {
    return task.step(keyspace).toCompletableFuture().join();
  }

  private void write() {
    int number = random.nextInt(ITEMS + 100);
    if (random.nextInt(3) == 0) {
      db.call(
          new DeleteItemRequest(
              "T", map("pk", "p" + number), null, null, null, null, null, null, null, null, null));
    } else {
      put(number);
    }
  }

  private void put(int number) {
    switch (random.nextInt(4)) {
      case 0 -> db.put("T", "pk", "p" + number, "other", "o");
      case 1 -> db.put("T", "pk", "p" + number, "x", "v", "kept", "k" + random.nextInt(5));
      default ->
          db.put(
              "T",
              "pk",
              "p" + number,
              "x",
              "v" + random.nextInt(9),
              "n",
              random.nextInt(100),
              "kept",
              "k" + random.nextInt(5));
    }
  }

  private GlobalSecondaryIndexDescription index(String name) {
    return db.call(new DescribeTableRequest("T")).table().globalSecondaryIndexes().stream()
        .filter(each -> each.indexName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private TableDefinition table() {
    return table("T");
  }

  private TableDefinition table(String name) {
    return keyspace
        .read(transaction -> transaction.table(new TableName(name)).orElseThrow())
        .toCompletableFuture()
        .join();
  }

  private Map<ItemKey, StoredItem> entries(String index) {
    StoreId store = table().index(index).orElseThrow().id();
    return keyspace
        .read(transaction -> {
          Map<ItemKey, StoredItem> found = new TreeMap<>();
          visit(transaction, store, found::put);
          return found;
        })
        .toCompletableFuture()
        .join();
  }

  private Map<ItemKey, StoredItem> expected(String name) {
    TableDefinition table = table();
    SecondaryIndex index = table.index(name).orElseThrow();
    return keyspace
        .read(transaction -> {
          Map<ItemKey, StoredItem> expected = new TreeMap<>();
          visit(
              transaction,
              table.id(),
              (_, item) ->
                  IndexEntry.of(table.key(), index, item.item(), item.sizeBytes())
                      .ifPresent(entry ->
                          expected.put(
                              entry.key(), new StoredItem(entry.attributes(), entry.sizeBytes()))));
          return expected;
        })
        .toCompletableFuture()
        .join();
  }

  private static void visit(
      ReadTransaction transaction, StoreId store, BiConsumer<ItemKey, StoredItem> visitor) {
    transaction.range(
        store,
        KeyRange.ALL,
        Direction.FORWARD,
        (key, item) -> {
          visitor.accept(key, item);
          return true;
        });
  }
}
