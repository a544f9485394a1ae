package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.StorageUnavailableException;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One account key follows another, and one data key another. */
@Timeout(60)
class KeyRotationTest {
  private static final SealingKey OLD = SealingKey.random();
  private static final SealingKey NEW = SealingKey.random();

  @TempDir private Path folder;
  private CapturedLog log;
  private TableDefinition table;

  @BeforeEach
  void make_a_database_under_the_old_key() {
    log = new CapturedLog();
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(OLD))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table", Databases.index("index"));
      Databases.createTable(keyspace, "other");
      Databases.put(keyspace, table, "key", "text");
    }
  }

  @AfterEach
  void release_the_log() {
    log.close();
  }

  private void assertOpens(Keyring keys) {
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      assertEquals("text", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
  }

  private void assertRotated() {
    assertOpens(Keyring.of(NEW));
    assertOpens(Keyring.of(OLD, NEW));
    assertOpens(Keyring.of(NEW, NEW));
    assertThrows(StorageUnavailableException.class, () -> Databases.open(folder, Keyring.of(OLD)));
  }

  @Test
  void the_next_key_takes_over_when_the_database_is_opened() {
    assertOpens(Keyring.of(OLD, NEW));
    assertRotated();
    assertEquals(
        1,
        log.lines().stream()
            .filter(line -> line.endsWith("by the next key of account 000000001234"))
            .count());
  }

  @Test
  void the_next_key_takes_over_in_databases_that_nobody_asks_for() {
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(OLD, NEW))) {
      Stages.await(storage.keysChanged());
    }
    assertRotated();
  }

  @Test
  void the_next_key_takes_over_at_the_start_without_being_asked_for() {
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(OLD, NEW))) {
      while (storage.openDatabases() == 0 || log.lines().isEmpty()) {
        Thread.onSpinWait();
      }
    }
    assertRotated();
  }

  @Test
  void the_next_key_takes_over_while_the_server_runs_and_no_request_fails() {
    Keyring keys = Keyring.of(OLD);
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      List<CompletionStage<?>> stages = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        stages.add(request(keyspace, i));
      }
      keys.use(OLD, NEW);
      CompletableFuture<Void> changed = storage.keysChanged().toCompletableFuture();
      for (int i = 50; i < 150 || !changed.isDone(); i++) {
        CompletionStage<?> request = request(keyspace, i);
        stages.add(request);
        if (i % 10 == 0) {
          Stages.await(request);
        }
      }
      stages.forEach(Stages::await);
      keys.use(NEW);
      Stages.await(storage.keysChanged());
      assertEquals("text", Databases.text(keyspace, table, "key"));
    }
    assertRotated();
  }

  private CompletionStage<?> request(Keyspace keyspace, int i) {
    return i % 2 == 0
        ? keyspace.read(transaction -> Databases.text(transaction, table, "key"))
        : keyspace.write(transaction -> {
          Databases.put(transaction, table, "key" + i, "more");
          return null;
        });
  }

  @Test
  void items_are_not_touched() throws Exception {
    String items = "SELECT hex(item) FROM t_" + number() + " WHERE key = CAST('key' AS BLOB)";
    String before = Databases.queryText(Databases.file(folder), items);
    assertOpens(Keyring.of(OLD, NEW));
    assertEquals(before, Databases.queryText(Databases.file(folder), items));
  }

  private long number() throws Exception {
    return Databases.query(
        Databases.file(folder), "SELECT number FROM stores WHERE id = '" + table.id() + "'");
  }

  /** All data keys follow, or none: a failure of one leaves all of them with the old key. */
  @Test
  void a_rotation_that_fails_leaves_the_old_key() throws Exception {
    Path file = Databases.file(folder);
    Databases.execute(
        file,
        "CREATE TRIGGER fault BEFORE INSERT ON data_keys WHEN NEW.owner = '"
            + table.id()
            + "' BEGIN SELECT RAISE(ABORT, 'no room'); END");
    byte[] before = Files.readAllBytes(file);
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(OLD, NEW))) {
      assertThrows(
          RuntimeException.class,
          () -> Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    assertOpens(Keyring.of(OLD));
  }

  @Test
  void a_data_key_that_was_used_much_is_followed_by_another() throws Exception {
    Path file = Databases.file(folder);
    Databases.execute(
        file,
        "UPDATE data_keys SET uses = %d WHERE owner = '%s'"
            .formatted(DataKey.MOST_USES, table.id()));
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(OLD))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      Databases.put(keyspace, table, "last", "of the first");
      while (Databases.queryWriter(keyspace, "SELECT COUNT(*) FROM data_keys WHERE version = 2")
          == 0) {
        Thread.onSpinWait();
      }
      Databases.put(keyspace, table, "first", "of the second");
      assertEquals("text", Databases.text(keyspace, table, "key"));
      assertEquals("of the second", Databases.text(keyspace, table, "first"));
    }
    assertOpens(Keyring.of(OLD, NEW));
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(NEW))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertEquals("of the first", Databases.text(keyspace, table, "last"));
      assertEquals("of the second", Databases.text(keyspace, table, "first"));
    }
    String version = "SELECT hex(substr(item, 1, 3)) FROM t_%d WHERE key = CAST('%s' AS BLOB)";
    assertEquals("810001", Databases.queryText(file, version.formatted(number(), "key")));
    assertEquals("810002", Databases.queryText(file, version.formatted(number(), "first")));
  }

  @Test
  void uses_are_recorded_ahead() throws Exception {
    String uses = "SELECT uses FROM data_keys WHERE owner = '" + table.id() + "'";
    long before = Databases.query(Databases.file(folder), uses);
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(OLD))) {
      Databases.put(storage.keyspace(Databases.SCOPE), table, "key", "once more");
    }
    long after = Databases.query(Databases.file(folder), uses);
    assertEquals(before + 1 + DataKey.USES_RECORDED_AHEAD, after);
    assertNotEquals(0, before);
  }
}
