package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.AttributeValue;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An encrypted item opens where it was put, as it was put, and nowhere else. */
@Timeout(60)
class EncryptedItemsTest {
  private static final SealingKey KEY = SealingKey.random();
  private static final String UPDATE = "UPDATE %s SET item = %s WHERE key = CAST('%s' AS BLOB)";

  @TempDir private Path folder;
  private CapturedLog log;
  private TableDefinition table;
  private TableDefinition twin;
  private SecondaryIndex index;

  @BeforeEach
  void make_encrypted_items() {
    log = new CapturedLog();
    index = Databases.index("index");
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table", index);
      twin = Databases.createTable(keyspace, "twin");
      Stages.await(
          keyspace.write(transaction -> {
            for (StoreId store : new StoreId[] {table.id(), index.id(), twin.id()}) {
              Databases.put(transaction, store, "one", "text");
              Databases.put(transaction, store, "two", "text");
            }
            return null;
          }));
    }
  }

  @AfterEach
  void release_the_log() {
    log.close();
  }

  private String rows(StoreId store) throws Exception {
    return "t_"
        + Databases.query(
            Databases.file(folder), "SELECT number FROM stores WHERE id = '" + store + "'");
  }

  private static String item(String rows, String key) {
    return "(SELECT item FROM %s WHERE key = CAST('%s' AS BLOB))".formatted(rows, key);
  }

  private String read(StoreId store, String key) {
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      return Stages.await(
          storage
              .keyspace(Databases.SCOPE)
              .read(transaction ->
                  ((AttributeValue.S)
                          transaction
                              .get(store, Databases.key(key))
                              .orElseThrow()
                              .item()
                              .get("text"))
                      .value()));
    }
  }

  private void assertCorrupt(StoreId store, String key) {
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> read(store, key));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, error.code());
    assertEquals("text", read(store, key.equals("one") ? "two" : "one"));
  }

  private void set(StoreId store, String value, String key) throws Exception {
    Databases.execute(Databases.file(folder), UPDATE.formatted(rows(store), value, key));
  }

  @Test
  void an_item_does_not_open_under_another_key() throws Exception {
    set(table.id(), item(rows(table.id()), "one"), "two");
    assertCorrupt(table.id(), "two");
  }

  @Test
  void an_item_does_not_open_in_another_index_table() throws Exception {
    set(index.id(), item(rows(table.id()), "one"), "one");
    assertCorrupt(index.id(), "one");
  }

  @Test
  void an_item_does_not_open_in_another_table() throws Exception {
    set(twin.id(), item(rows(table.id()), "one"), "one");
    assertCorrupt(twin.id(), "one");
  }

  /** Else whoever can write the file could put items of their own into it. */
  @Test
  void an_item_that_is_not_encrypted_does_not_count_in_a_database_that_is() throws Exception {
    set(table.id(), "x'01010474657874010474657874'", "one");
    assertCorrupt(table.id(), "one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x''",
        "x'81'",
        "zeroblob(100)",
        "substr(item, 1, 30)",
        "substr(item, 1, length(item) - 1)",
        "CAST(item || x'00' AS BLOB)",
        "CAST(x'82' || substr(item, 2) AS BLOB)",
        "CAST(x'810002' || substr(item, 4) AS BLOB)",
        "CAST(x'810000' || substr(item, 4) AS BLOB)",
        "CAST(substr(item, 1, 3) || zeroblob(12) || substr(item, 16) AS BLOB)"
      })
  void damage_is_an_internal_error_and_nothing_worse(String damage) throws Exception {
    set(table.id(), damage, "two");
    assertCorrupt(table.id(), "two");
  }

  @Test
  void a_damaged_item_does_not_keep_the_writer_from_its_work() throws Exception {
    set(table.id(), "zeroblob(100)", "one");
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertThrows(
          DynamoDbException.class,
          () ->
              Stages.await(
                  keyspace.write(tx ->
                      tx.get(table.id(), Databases.key("one")).orElseThrow().item().get("text"))));
      Databases.put(keyspace, table, "one", "mended");
      assertEquals("mended", Databases.text(keyspace, table, "one"));
    }
  }

  /** Who only counts or measures items does not open them. */
  @Test
  void items_are_opened_when_somebody_looks_inside() throws Exception {
    set(table.id(), "zeroblob(100)", "one");
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      int size =
          Stages.await(
              storage
                  .keyspace(Databases.SCOPE)
                  .read(transaction -> {
                    AtomicInteger sum = new AtomicInteger();
                    transaction.range(
                        table.id(),
                        KeyRange.ALL,
                        Direction.FORWARD,
                        (_, stored) -> {
                          sum.addAndGet(stored.sizeBytes());
                          return true;
                        });
                    return sum.get();
                  }));
      assertEquals(8, size);
    }
  }

  @Test
  void the_same_item_never_looks_the_same() throws Exception {
    Path file = Databases.file(folder);
    String payload =
        "SELECT hex(item) FROM " + rows(table.id()) + " WHERE key = CAST('one' AS BLOB)";
    String first = Databases.queryText(file, payload);
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      Databases.put(storage.keyspace(Databases.SCOPE), table, "one", "text");
    }
    assertNotEquals(first, Databases.queryText(file, payload));
  }
}
