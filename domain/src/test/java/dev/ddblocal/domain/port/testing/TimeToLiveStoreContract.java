package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TimeToLive;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The entries of the items that can expire come and go with the setting by which they do. */
public interface TimeToLiveStoreContract extends StorageUnderTest {
  @Test
  default void a_table_made_with_the_setting_has_a_store_of_entries() {
    TimeToLive setting = setting();
    SecondaryIndex index = Samples.index("index");
    TableDefinition table = expiring(Samples.with(Samples.table("table"), index), setting);
    write(transaction -> {
      transaction.createTable(table);
      Samples.put(transaction, table, "key", "item");
      Samples.put(transaction, index.id(), "key", "of the index");
      Samples.put(transaction, setting.entries(), "key", "of expiry");
      return null;
    });
    assertEquals("item", text(table, "key"));
    assertEquals("of the index", text(index.id(), "key"));
    assertEquals("of expiry", text(setting.entries(), "key"));
    assertEquals(
        new TableStatistics(1, Samples.size("of expiry")),
        read(transaction -> transaction.statistics(setting.entries())));
  }

  @Test
  default void the_store_comes_with_the_setting_and_the_rest_stays() {
    SecondaryIndex index = Samples.index("index");
    TableDefinition table = createTable(index);
    TimeToLive setting = setting();
    TableDefinition altered = expiring(table, setting);
    alter(altered);
    assertEquals(Optional.of(altered), read(transaction -> transaction.table(table.name())));
    assertNull(text(setting.entries(), "key"));
    put(setting.entries(), "key", "entry");
    assertEquals("entry", text(setting.entries(), "key"));
    assertEquals("item", text(table, "key"));
    assertEquals("of the index", text(index.id(), "key"));
  }

  @Test
  default void a_change_of_the_setting_itself_keeps_the_entries() {
    TableDefinition table = createTable(Samples.index("index"));
    TimeToLive setting = setting();
    alter(expiring(table, setting));
    put(setting.entries(), "key", "entry");
    TimeToLive backfilled = setting.withAllEntries();
    alter(expiring(table, backfilled));
    assertEquals("entry", text(setting.entries(), "key"));
    assertEquals(
        Optional.of(backfilled),
        read(transaction -> transaction.table(table.name())).orElseThrow().timeToLive());
  }

  @Test
  default void the_store_goes_with_the_setting_and_the_rest_stays() {
    SecondaryIndex index = Samples.index("index");
    TableDefinition table = createTable(index);
    TimeToLive setting = setting();
    alter(expiring(table, setting));
    put(setting.entries(), "key", "entry");
    alter(table);
    assertUnknown(setting.entries());
    assertEquals("item", text(table, "key"));
    assertEquals("of the index", text(index.id(), "key"));
    TimeToLive again = setting();
    alter(expiring(table, again));
    assertNull(text(again.entries(), "key"));
  }

  @Test
  default void the_store_goes_with_the_table() {
    TableDefinition table = createTable(Samples.index("index"));
    TimeToLive setting = setting();
    alter(expiring(table, setting));
    put(setting.entries(), "key", "entry");
    write(transaction -> {
      transaction.dropTable(table.id());
      return null;
    });
    assertUnknown(setting.entries());
  }

  @Test
  default void making_the_setting_is_undone_with_the_work_that_fails() {
    TableDefinition table = createTable(Samples.index("index"));
    TimeToLive setting = setting();
    CompletionStage<Void> failed =
        keyspace()
            .write(transaction -> {
              transaction.alterTable(expiring(table, setting));
              Samples.put(transaction, setting.entries(), "key", "entry");
              throw DynamoDbException.validation("too late");
            });
    assertThrows(DynamoDbException.class, () -> Stages.await(failed));
    assertUnknown(setting.entries());
    assertEquals(Optional.of(table), read(transaction -> transaction.table(table.name())));
  }

  @Test
  default void the_entries_are_there_after_reopening() {
    assumeTrue(keepsDataWhenClosed());
    TableDefinition table = createTable(Samples.index("index"));
    TimeToLive setting = setting();
    alter(expiring(table, setting));
    put(setting.entries(), "key", "entry");
    reopen();
    assertEquals("entry", text(setting.entries(), "key"));
    assertEquals("item", text(table, "key"));
  }

  private static TimeToLive setting() {
    return new TimeToLive(
        "ends", new IndexId(UUID.randomUUID()), Instant.EPOCH, false, Optional.empty());
  }

  private static TableDefinition expiring(TableDefinition table, TimeToLive setting) {
    return table.change().timeToLive(Optional.of(setting)).build();
  }

  private TableDefinition createTable(SecondaryIndex index) {
    TableDefinition table = Samples.with(Samples.table("table"), index);
    return write(transaction -> {
      transaction.createTable(table);
      Samples.put(transaction, table, "key", "item");
      Samples.put(transaction, index.id(), "key", "of the index");
      return table;
    });
  }

  private void alter(TableDefinition table) {
    write(transaction -> {
      transaction.alterTable(table);
      return null;
    });
  }

  private void put(StoreId store, String key, String text) {
    write(transaction -> {
      Samples.put(transaction, store, key, text);
      return null;
    });
  }

  private String text(StoreId store, String key) {
    return read(transaction -> Samples.text(transaction, store, key));
  }

  private void assertUnknown(StoreId store) {
    write(transaction -> {
      assertThrows(IllegalStateException.class, () -> transaction.statistics(store));
      assertThrows(
          IllegalStateException.class, () -> Samples.put(transaction, store, "key", "text"));
      return null;
    });
  }
}
