package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.StorageReport.KeyspaceReport;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Every keyspace has some stores from its beginning on that belong to no table. */
public interface KeyspaceStoreContract extends StorageUnderTest {
  @Test
  default void a_new_keyspace_has_every_store_empty() {
    for (KeyspaceStore store : KeyspaceStore.values()) {
      assertEquals(List.of(), visit(store, KeyRange.ALL, Direction.FORWARD));
      assertNull(text(store, "key"));
      assertStatistics(store);
      assertFalse(delete(store, "key"));
    }
  }

  @Test
  default void the_stores_are_apart_from_each_other_and_from_tables() {
    TableDefinition table = createTable("table");
    put(table, "key", "in the table");
    for (KeyspaceStore store : KeyspaceStore.values()) {
      put(store, "key", store.name());
    }
    for (KeyspaceStore store : KeyspaceStore.values()) {
      assertEquals(store.name(), text(store, "key"));
      assertEquals(
          OptionalInt.of(Samples.size(store.name())),
          read(transaction -> transaction.sizeOf(store, Samples.key("key"))));
      assertStatistics(store, store.name());
      assertTrue(delete(store, "key"));
      assertStatistics(store);
    }
    assertEquals("in the table", text(table, "key"));
  }

  @Test
  default void the_stores_of_accounts_and_regions_are_apart() {
    List<Keyspace> others =
        List.of(
            storage().keyspace(Samples.scope("999999999999", "us-east-1")),
            storage().keyspace(Samples.scope("000000001234", "eu-west-1")));
    put(KeyspaceStore.STREAM_RECORDS, "key", "text");
    for (Keyspace other : others) {
      assertNull(
          Stages.await(
              other.read(
                  transaction -> Samples.text(transaction, KeyspaceStore.STREAM_RECORDS, "key"))));
    }
  }

  @Test
  default void the_stores_are_ordered_ranges_both_ways() {
    KeyspaceStore store = KeyspaceStore.STREAM_RECORDS;
    write(transaction -> {
      for (long stream : new long[] {2, 1, 3}) {
        for (long number : new long[] {300, 1, 255, 256, 2}) {
          transaction.put(store, record(stream, number), Samples.item("" + number), 1);
        }
      }
      return null;
    });
    KeyRange ofTwo = new KeyRange(record(2, 0), Optional.of(record(3, 0)));
    assertEquals(List.of("1", "2", "255", "256", "300"), visit(store, ofTwo, Direction.FORWARD));
    assertEquals(List.of("300", "256", "255", "2", "1"), visit(store, ofTwo, Direction.BACKWARD));
    KeyRange from = new KeyRange(record(2, 3), Optional.of(record(2, 300)));
    assertEquals(List.of("255", "256"), visit(store, from, Direction.FORWARD));
  }

  @Test
  default void what_is_put_there_is_put_together_with_changes_of_tables() {
    TableDefinition table = createTable("table");
    write(transaction -> {
      Samples.put(transaction, table, "key", "item");
      Samples.put(transaction, KeyspaceStore.STREAM_RECORDS, "key", "record");
      return null;
    });
    CompletionStage<Void> failed =
        keyspace()
            .write(transaction -> {
              Samples.put(transaction, KeyspaceStore.STREAM_RECORDS, "another", "record");
              Samples.put(transaction, KeyspaceStore.STREAM_RECORDS, "key", "replaced");
              transaction.delete(KeyspaceStore.STREAM_RECORDS, Samples.key("key"));
              Samples.put(transaction, KeyspaceStore.STREAMS, "key", "stream");
              Samples.put(transaction, table, "key", "changed");
              transaction.createTable(Samples.table("made"));
              throw DynamoDbException.validation("too late");
            });
    assertThrows(DynamoDbException.class, () -> Stages.await(failed));
    assertEquals("item", text(table, "key"));
    assertEquals("record", text(KeyspaceStore.STREAM_RECORDS, "key"));
    assertNull(text(KeyspaceStore.STREAM_RECORDS, "another"));
    assertNull(text(KeyspaceStore.STREAMS, "key"));
    assertStatistics(KeyspaceStore.STREAM_RECORDS, "record");
    assertStatistics(KeyspaceStore.STREAMS);
  }

  @Test
  default void the_stores_stay_when_tables_go() {
    TableDefinition table = createTable("table");
    put(KeyspaceStore.STREAM_RECORDS, "key", "record");
    write(transaction -> {
      transaction.dropTable(table.id());
      return null;
    });
    assertEquals("record", text(KeyspaceStore.STREAM_RECORDS, "key"));
    assertStatistics(KeyspaceStore.STREAM_RECORDS, "record");
  }

  @Test
  default void a_snapshot_shows_table_and_store_of_the_same_moment() {
    TableDefinition table = createTable("table");
    for (int i = 0; i < 100; i++) {
      String text = "" + i;
      CompletionStage<Void> write =
          keyspace()
              .write(transaction -> {
                Samples.put(transaction, table, "key", text);
                Samples.put(transaction, KeyspaceStore.STREAM_RECORDS, text, text);
                return null;
              });
      read(transaction -> {
        String item = Samples.text(transaction, table, "key");
        long records = transaction.statistics(KeyspaceStore.STREAM_RECORDS).itemCount();
        assertEquals(item == null ? 0 : Long.parseLong(item) + 1, records);
        return null;
      });
      Stages.await(write);
    }
  }

  @Test
  default void the_stores_are_there_with_what_they_hold_after_reopening() {
    assumeTrue(keepsDataWhenClosed());
    for (KeyspaceStore store : KeyspaceStore.values()) {
      put(store, "key", store.name());
    }
    reopen();
    for (KeyspaceStore store : KeyspaceStore.values()) {
      assertEquals(List.of(store.name()), visit(store, KeyRange.ALL, Direction.FORWARD));
      assertStatistics(store, store.name());
    }
  }

  @Test
  default void the_oldest_of_a_store_are_trimmed_in_one_work() {
    KeyspaceStore store = KeyspaceStore.STREAM_RECORDS;
    int count = 2000;
    int kept = 100;
    write(transaction -> {
      for (int i = 0; i < count; i++) {
        transaction.put(store, record(1, i), Samples.item("" + i), 10);
      }
      transaction.put(store, record(2, 0), Samples.item("another stream's"), 10);
      return null;
    });
    KeyRange ofOne = new KeyRange(record(1, 0), Optional.of(record(2, 0)));
    assertEquals(count - kept, trim(store, ofOne, count - kept));
    assertEquals(List.of("1900", "1901"), visit(store, ofOne, Direction.FORWARD).subList(0, 2));
    assertEquals(kept, visit(store, ofOne, Direction.FORWARD).size());
    assertEquals(
        new TableStatistics(kept + 1, 10L * (kept + 1)),
        read(transaction -> transaction.statistics(store)));
    assertEquals(kept, trim(store, ofOne, count));
    assertEquals(List.of("another stream's"), visit(store, KeyRange.ALL, Direction.FORWARD));
  }

  @Test
  default void a_report_counts_only_tables() {
    TableDefinition table = createTable("table");
    put(table, "key", "item");
    for (KeyspaceStore store : KeyspaceStore.values()) {
      put(store, "key", "no item of anybody's");
    }
    KeyspaceReport report = Stages.await(storage().inspect()).keyspaces().getFirst();
    assertEquals(1, report.tables());
    assertEquals(new TableStatistics(1, Samples.size("item")), report.statistics());
    List<TableDefinition> listed = read(transaction -> transaction.tables(Optional.empty(), 100));
    assertEquals(
        List.of(new TableName("table")), listed.stream().map(each -> each.name()).toList());
  }

  /** Deletes at most so many of the range, lowest keys first; answers how many it were. */
  private int trim(KeyspaceStore store, KeyRange range, int limit) {
    Integer trimmed = write(transaction -> trim(transaction, store, range, limit));
    return trimmed;
  }

  private static int trim(
      WriteTransaction transaction, KeyspaceStore store, KeyRange range, int limit) {
    List<ItemKey> keys = new ArrayList<>();
    transaction.range(
        store,
        range,
        Direction.FORWARD,
        (key, _) -> {
          keys.add(key);
          return keys.size() < limit;
        });
    keys.forEach(key -> assertTrue(transaction.delete(store, key)));
    return keys.size();
  }

  private static ItemKey record(long stream, long number) {
    return ItemKey.wrap(ByteBuffer.allocate(16).putLong(stream).putLong(number).array());
  }

  private void put(KeyspaceStore store, String key, String text) {
    write(transaction -> {
      Samples.put(transaction, store, key, text);
      return null;
    });
  }

  private boolean delete(KeyspaceStore store, String key) {
    Boolean deleted = write(transaction -> transaction.delete(store, Samples.key(key)));
    return deleted;
  }

  private String text(KeyspaceStore store, String key) {
    return read(transaction -> Samples.text(transaction, store, key));
  }

  private List<String> visit(KeyspaceStore store, KeyRange range, Direction direction) {
    return read(transaction -> {
      List<String> texts = new ArrayList<>();
      transaction.range(
          store, range, direction, (_, stored) -> texts.add(Samples.text(stored.item())));
      return texts;
    });
  }

  private void assertStatistics(KeyspaceStore store, String... texts) {
    long bytes = 0;
    for (String text : texts) {
      bytes += Samples.size(text);
    }
    assertEquals(
        new TableStatistics(texts.length, bytes),
        read(transaction -> transaction.statistics(store)));
  }
}
