package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An account that gets a key when it has items already. */
@Timeout(120)
class LaterKeyTest {
  private static final SealingKey KEY = SealingKey.random();
  private static final AccountScope SCOPE =
      AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION);
  private static final DatabaseEncryption ENCRYPTION =
      new DatabaseEncryption(
          SCOPE.accountId(), SCOPE.region(), Optional.of(new AccountKey(KEY, Optional.empty())));

  @TempDir private Path folder;
  private CapturedLog log;

  @BeforeEach
  void capture_the_log() {
    log = new CapturedLog();
  }

  @AfterEach
  void release_the_log() {
    log.close();
  }

  private static Path file(Path folder) {
    return folder.resolve("111122223333").resolve("us-east-1.db");
  }

  private static DatabaseFile databaseFile(Path folder) {
    return new DatabaseFile(file(folder), Durability.OFF, SchemaMigrations.RELEASED);
  }

  private void writeWithoutKey(int items) {
    try (SqliteStorage storage = Databases.open(folder, Keyring.empty())) {
      MarkedTable table = new MarkedTable(storage);
      table.create();
      table.write(0, items);
    }
    assertFalse(MarkedTable.filesWith(folder, MarkedTable.HIDDEN.get("deleted text")).isEmpty());
  }

  private static void awaitEncrypted(SqliteStorage storage) {
    Keyspace keyspace = storage.keyspace(SCOPE);
    while (stateOf(keyspace) != EncryptionState.COMPLETE) {
      Thread.onSpinWait();
    }
  }

  private static EncryptionState stateOf(Keyspace keyspace) {
    int id = (int) Databases.queryWriter(keyspace, "PRAGMA application_id");
    return EncryptionState.of(id).orElseThrow();
  }

  @Test
  void in_the_end_nothing_is_left_that_is_not_encrypted() {
    writeWithoutKey(150);
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      awaitEncrypted(storage);
      MarkedTable.assertHidden(folder);
      MarkedTable table = new MarkedTable(storage);
      table.assertHolds(150);
      table.write(150, 160);
      table.assertHolds(160);
    }
    MarkedTable.assertHidden(folder);
  }

  @Test
  void a_database_that_nobody_asks_for_is_encrypted_too() throws Exception {
    writeWithoutKey(10);
    try (SqliteStorage _ = Databases.open(folder, Keyring.of(KEY))) {
      while (log.lines().stream().noneMatch(line -> line.endsWith("is encrypted"))) {
        Thread.onSpinWait();
      }
    }
    MarkedTable.assertHidden(folder);
    assertEquals(EncryptionState.COMPLETE, DatabaseHeader.encryptionOf(file(folder)));
  }

  @Test
  void a_key_that_comes_while_the_server_runs_is_used_from_then_on() {
    Keyring keys = Keyring.empty();
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      MarkedTable table = new MarkedTable(storage);
      table.create();
      table.write(0, 50);
      keys.use(KEY);
      Stages.await(storage.keysChanged());
      table.write(50, 60);
      awaitEncrypted(storage);
      MarkedTable.assertHidden(folder);
      table.assertHolds(60);
    }
  }

  @Test
  void goes_on_where_a_killed_process_has_stopped() throws Exception {
    writeWithoutKey(150);
    KeyspaceDatabase database = KeyspaceDatabase.open(databaseFile(folder), ENCRYPTION);
    Path killed = folder.resolve("killed");
    int steps = 0;
    int copies = 0;
    boolean[] compactionDue = new boolean[1];
    while (!compactionDue[0]) {
      database.chores(true, () -> {}, () -> compactionDue[0] = true);
      if (++steps % 5 == 0 || compactionDue[0]) {
        Path copy = killed.resolve("copy" + copies++);
        copyFiles(copy);
        finishElsewhere(copy, 150);
      }
    }
    database.close();
    assertTrue(copies > 3, "copies: " + copies);
    assertTrue(steps > 20, "steps: " + steps);
  }

  private static void finishElsewhere(Path copy, int items) {
    try (SqliteStorage storage = Databases.open(copy, Keyring.of(KEY))) {
      new MarkedTable(storage).assertHolds(items);
      awaitEncrypted(storage);
      new MarkedTable(storage).assertHolds(items);
      MarkedTable.assertHidden(copy);
    }
  }

  /** The files as a killed process leaves them. */
  private void copyFiles(Path to) throws Exception {
    Path target = file(to).getParent();
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(file(folder).getParent())) {
      for (Path file : files.filter(f -> !f.toString().endsWith("-shm")).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void a_process_that_is_killed_while_the_file_is_written_anew_leaves_the_old_one()
      throws Exception {
    writeWithoutKey(20);
    KeyspaceDatabase database = KeyspaceDatabase.open(databaseFile(folder), ENCRYPTION);
    boolean[] compactionDue = new boolean[1];
    while (!compactionDue[0]) {
      database.chores(true, () -> {}, () -> compactionDue[0] = true);
    }
    assertTrue(database.compact());
    Path copy = folder.resolve("killed");
    copyFiles(copy);
    assertTrue(Files.exists(file(copy).resolveSibling("us-east-1.db.compact")));
    finishElsewhere(copy, 20);
    assertFalse(Files.exists(file(copy).resolveSibling("us-east-1.db.compact")));
    database.close();
    assertEquals(EncryptionState.COMPLETE, DatabaseHeader.encryptionOf(file(folder)));
    MarkedTable.assertHidden(file(folder).getParent());
  }

  @Test
  void a_file_written_anew_that_missed_a_table_is_not_used() throws Exception {
    writeWithoutKey(5);
    KeyspaceDatabase database = KeyspaceDatabase.open(databaseFile(folder), ENCRYPTION);
    boolean[] compactionDue = new boolean[1];
    while (!compactionDue[0]) {
      database.chores(true, () -> {}, () -> compactionDue[0] = true);
    }
    assertTrue(database.compact());
    PendingWrite<Object> late =
        new PendingWrite<>(transaction -> {
          transaction.createTable(Databases.table("late"));
          return null;
        });
    database.writer().run(List.of(late));
    database.close();
    assertEquals(EncryptionState.UNDER_WAY, DatabaseHeader.encryptionOf(file(folder)));
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      awaitEncrypted(storage);
      new MarkedTable(storage).assertHolds(5);
      assertEquals(
          2, Databases.queryWriter(storage.keyspace(SCOPE), "SELECT COUNT(*) FROM tables"));
    }
  }

  /** Every write that is acknowledged before, while and after the file is encrypted, is there. */
  @Test
  void writes_meanwhile_lose_nothing() {
    Map<String, String> expected = new HashMap<>();
    Random random = new Random(5);
    Keyring keys = Keyring.empty();
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      Keyspace keyspace = storage.keyspace(SCOPE);
      TableDefinition table = Databases.createTable(keyspace, "table");
      for (int i = 0; i < 3000; i++) {
        change(keyspace, table, random, expected);
      }
      keys.use(KEY);
      var changed = storage.keysChanged().toCompletableFuture();
      int after = 0;
      while (after < 200) {
        change(keyspace, table, random, expected);
        after += changed.isDone() && stateOf(keyspace) == EncryptionState.COMPLETE ? 1 : 0;
      }
      assertEquals(expected, content(keyspace, table));
    }
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      assertEquals(
          expected,
          content(storage.keyspace(SCOPE), Databases.tables(storage.keyspace(SCOPE)).getFirst()));
    }
  }

  private static void change(
      Keyspace keyspace, TableDefinition table, Random random, Map<String, String> expected) {
    String key = "key" + random.nextInt(1500);
    if (random.nextInt(4) == 0) {
      Stages.await(
          keyspace.write(transaction -> transaction.delete(table.id(), Databases.key(key))));
      expected.remove(key);
    } else {
      String text = "text" + random.nextInt(1_000_000) + "x".repeat(random.nextInt(300));
      Databases.put(keyspace, table, key, text);
      expected.put(key, text);
    }
  }

  private static Map<String, String> content(Keyspace keyspace, TableDefinition table) {
    Map<String, String> content = new HashMap<>();
    for (int i = 0; i < 1500; i++) {
      String text = Databases.text(keyspace, table, "key" + i);
      if (text != null) {
        content.put("key" + i, text);
      }
    }
    return content;
  }
}
