package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.StorageProvider;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the storage on SQLite does beyond the contract. */
@Timeout(120)
class SqliteStorageTest {
  @TempDir private Path folder;

  @Test
  void is_found_by_its_name() {
    assertTrue(
        ServiceLoader.load(StorageProvider.class).stream()
            .anyMatch(provider -> provider.get().name().equals("sqlite")));
  }

  @Test
  void what_was_acknowledged_survives_the_loss_of_the_process() throws Exception {
    Path copy = folder.resolve("copy");
    TableDefinition table;
    try (SqliteStorage storage = Databases.open(folder.resolve("data"))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table");
      for (int i = 0; i < 100; i++) {
        Databases.put(keyspace, table, "key" + i, "text" + i);
      }
      // The files as a killed process leaves them: nothing closed, the log not moved.
      copyDatabase(folder.resolve("data"), copy);
    }
    try (SqliteStorage storage = Databases.open(copy)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      for (int i = 0; i < 100; i++) {
        assertEquals("text" + i, Databases.text(keyspace, table, "key" + i));
      }
      assertEquals(100, Stages.await(keyspace.read(tx -> tx.statistics(table.id()))).itemCount());
    }
  }

  @Test
  void a_torn_log_loses_only_what_was_not_acknowledged() throws Exception {
    Path copy = folder.resolve("copy");
    TableDefinition table;
    try (SqliteStorage storage = Databases.open(folder.resolve("data"))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table");
      Databases.put(keyspace, table, "key", "acknowledged");
      Path log = logOf(Databases.file(folder.resolve("data")));
      long acknowledged = Files.size(log);
      Databases.put(keyspace, table, "key", "torn");
      long written = Files.size(log);
      copyDatabase(folder.resolve("data"), copy);
      Path copiedLog = logOf(Databases.file(copy));
      byte[] content = Files.readAllBytes(copiedLog);
      int cut = (int) (acknowledged + (written - acknowledged) / 2);
      Files.write(copiedLog, Arrays.copyOf(content, cut));
    }
    try (SqliteStorage storage = Databases.open(copy)) {
      assertEquals("acknowledged", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
  }

  @Test
  void an_unused_database_is_closed_and_opened_again_when_needed() {
    try (SqliteStorage storage =
        Databases.open(folder, Durability.FULL, SchemaMigrations.RELEASED)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      TableDefinition table = Databases.createTable(keyspace, "table");
      Databases.put(keyspace, table, "key", "text");
      Stages.await(storage.inspect());
      long now = System.nanoTime();
      storage.closeUnusedSince(now - 1_000_000_000_000L);
      assertEquals(1, storage.openDatabases());
      storage.closeUnusedSince(now);
      awaitOpen(storage, 0);
      assertTrue(Files.notExists(logOf(Databases.file(folder))));
      assertEquals(List.of(), Stages.await(storage.inspect()).keyspaces());
      assertEquals("text", Databases.text(keyspace, table, "key"));
      assertEquals(1, storage.openDatabases());
    }
  }

  @Test
  void closing_unused_databases_loses_no_work() {
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      TableDefinition table = Databases.createTable(keyspace, "table");
      List<CompletionStage<Void>> stages = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String key = "key" + i;
        stages.add(
            keyspace.write(transaction -> {
              Databases.put(transaction, table, key, key);
              return null;
            }));
        if (i % 10 == 0) {
          Stages.await(stages.getLast());
          storage.closeUnusedSince(System.nanoTime());
        }
      }
      stages.forEach(Stages::await);
      assertEquals(200, Stages.await(keyspace.read(tx -> tx.statistics(table.id()))).itemCount());
    }
  }

  @Test
  void keeps_no_more_than_some_databases_open() {
    try (SqliteStorage storage = Databases.open(folder)) {
      for (int i = 0; i < 8; i++) {
        Databases.createTable(storage.keyspace(Databases.scope("%012d".formatted(i))), "table");
      }
      assertEquals(8, storage.openDatabases());
      storage.closeBeyond(3);
      awaitOpen(storage, 3);
      Databases.createTable(storage.keyspace(Databases.scope("000000000000")), "again");
    }
  }

  @Test
  void many_accounts_share_few_threads() {
    try (SqliteStorage storage = Databases.open(folder)) {
      List<CompletionStage<Long>> stages = new ArrayList<>();
      for (int i = 0; i < SqliteStorage.MOST_OPEN + 60; i++) {
        Keyspace keyspace = storage.keyspace(Databases.scope("%012d".formatted(i)));
        stages.add(keyspace.read(_ -> threads()));
      }
      for (CompletionStage<Long> stage : stages) {
        assertTrue(Stages.await(stage) < 20);
      }
    }
  }

  @Test
  void rows_of_dropped_tables_and_indexes_are_removed_even_across_a_restart() throws Exception {
    SecondaryIndex one = Databases.index("one");
    SecondaryIndex two = Databases.index("two");
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      TableDefinition table = Databases.createTable(keyspace, "table", one, two);
      Stages.await(
          keyspace.write(transaction -> {
            IntStream.range(0, 2500)
                .forEach(i -> {
                  Databases.put(transaction, table.id(), "key" + i, "text");
                  Databases.put(transaction, one.id(), "key" + i, "text");
                  Databases.put(transaction, two.id(), "key" + i, "text");
                });
            return null;
          }));
      Stages.await(
          keyspace.write(transaction -> {
            transaction.alterTable(table.change().indexes(List.of(two)).build());
            transaction.dropTable(table.id());
            return null;
          }));
    }
    Path file = Databases.file(folder);
    assertEquals(3, Databases.query(file, "SELECT COUNT(*) FROM dropped_tables"));
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      while (Databases.queryWriter(keyspace, "SELECT COUNT(*) FROM dropped_tables") > 0) {
        Thread.onSpinWait();
      }
    }
    assertEquals(
        KeyspaceStore.values().length,
        Databases.query(
            file, "SELECT COUNT(*) FROM sqlite_schema WHERE name LIKE 't\\_%' ESCAPE '\\'"));
    assertEquals(
        KeyspaceStore.values().length, Databases.query(file, "SELECT COUNT(*) FROM stores"));
    assertTrue(Databases.query(file, "PRAGMA freelist_count") > 10);
  }

  @Test
  void the_log_does_not_grow_without_bound() throws Exception {
    long written = 160L << 20;
    String text = "x".repeat(400_000);
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      TableDefinition table = Databases.createTable(keyspace, "table");
      for (long i = 0; i < written / text.length(); i++) {
        Databases.put(keyspace, table, "key" + i % 10, i + text);
      }
      assertTrue(Files.size(logOf(Databases.file(folder))) < written / 2);
    }
    assertTrue(Files.notExists(logOf(Databases.file(folder))));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(storage|agroal).*"))
        .count();
  }

  private static void awaitOpen(SqliteStorage storage, long count) {
    while (storage.openDatabases() != count) {
      Thread.onSpinWait();
    }
  }

  private static Path logOf(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  private static void copyDatabase(Path from, Path to) throws Exception {
    Path file = Databases.file(from);
    Path target = Databases.file(to);
    Files.createDirectories(target.getParent());
    Files.copy(file, target);
    Files.copy(logOf(file), logOf(target));
  }
}
