package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.StorageUnavailableException;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without its key a database stays closed and as it is. */
@Timeout(60)
class WrongKeyTest {
  private static final SealingKey KEY = SealingKey.random();
  private static final SealingKey OTHER = SealingKey.random();

  @TempDir private Path folder;
  private CapturedLog log;
  private TableDefinition table;
  private byte[] before;

  @BeforeEach
  void make_an_encrypted_database() throws Exception {
    log = new CapturedLog();
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table");
      Databases.put(keyspace, table, "key", "text");
    }
    before = Files.readAllBytes(Databases.file(folder));
  }

  @AfterEach
  void release_the_log() {
    log.close();
  }

  private static CompletableFuture<Optional<AccountKey>> later() {
    return new CompletableFuture<>();
  }

  private void assertRefuses(Keyspace keyspace, String reason) {
    DynamoDbException error =
        assertThrows(DynamoDbException.class, () -> Databases.text(keyspace, table, "key"));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, error.code());
    assertThrows(
        DynamoDbException.class, () -> Databases.put(keyspace, table, "key", "overwritten"));
    assertEquals(
        1,
        log.lines().stream()
            .filter(line -> line.contains(Databases.file(folder).toString()))
            .filter(line -> line.contains(reason))
            .count(),
        log.lines()::toString);
  }

  private void assertUnharmed() throws Exception {
    assertArrayEquals(before, Files.readAllBytes(Databases.file(folder)));
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      assertEquals("text", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
  }

  @Test
  void a_wrong_key_stops_the_start() throws Exception {
    StorageUnavailableException refusal =
        assertThrows(
            StorageUnavailableException.class, () -> Databases.open(folder, Keyring.of(OTHER)));
    assertEquals(
        "The database "
            + Databases.file(folder).toRealPath()
            + " cannot be opened: it is encrypted, and the encryption key of its account"
            + " 000000001234 is not the one it was encrypted with",
        refusal.getMessage());
    assertUnharmed();
  }

  @Test
  void a_wrong_key_stops_the_start_where_a_killed_process_has_left_a_log() throws Exception {
    Path copy = folder.resolve("copy");
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      Databases.put(storage.keyspace(Databases.SCOPE), table, "key", "newer");
      Files.createDirectories(Databases.file(copy).getParent());
      for (String suffix : new String[] {"", "-wal"}) {
        Files.copy(
            Path.of(Databases.file(folder) + suffix), Path.of(Databases.file(copy) + suffix));
      }
    }
    assertThrows(StorageUnavailableException.class, () -> Databases.open(copy, Keyring.of(OTHER)));
    try (SqliteStorage storage = Databases.open(copy, Keyring.of(KEY))) {
      assertEquals("newer", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
  }

  @Test
  void a_wrong_key_that_comes_after_the_start_refuses_what_is_asked_for() throws Exception {
    CompletableFuture<Optional<AccountKey>> key = later();
    Keyring keys = Keyring.empty();
    keys.answer(key);
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      key.complete(Optional.of(new AccountKey(OTHER, Optional.empty())));
      assertRefuses(keyspace, "is not the one it was encrypted with");
      keys.use(KEY);
      assertEquals("text", Databases.text(keyspace, table, "key"));
    }
    assertUnharmed();
  }

  @Test
  void works_wait_for_a_key_that_comes_late() {
    CompletableFuture<Optional<AccountKey>> key = later();
    Keyring keys = Keyring.empty();
    keys.answer(key);
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      CompletionStage<String> text =
          storage
              .keyspace(Databases.SCOPE)
              .read(transaction -> Databases.text(transaction, table, "key"));
      assertFalse(text.toCompletableFuture().isDone());
      key.complete(Optional.of(new AccountKey(KEY, Optional.empty())));
      assertEquals("text", Stages.await(text));
    }
  }

  @Test
  void a_key_that_is_gone_is_told_at_the_start_and_refuses_what_is_asked_for() throws Exception {
    Keyring keys = Keyring.empty();
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      assertTrue(
          log.lines().getFirst().endsWith("has no encryption key: requests to it will fail"),
          log.lines()::toString);
      assertRefuses(
          storage.keyspace(Databases.SCOPE),
          "cannot be opened: it is encrypted, and its account 000000001234 has no encryption key");
      keys.use(KEY);
      assertEquals("text", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
    assertUnharmed();
  }

  @Test
  void a_key_that_cannot_be_told_refuses_what_is_asked_for() throws Exception {
    Keyring keys = Keyring.empty();
    keys.answer(CompletableFuture.failedFuture(new IllegalStateException("the way is blocked")));
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      assertRefuses(
          storage.keyspace(Databases.SCOPE),
          "the encryption key of its account 000000001234 cannot be told:"
              + " java.lang.IllegalStateException: the way is blocked");
    }
    assertUnharmed();
  }

  @Test
  void keys_that_refuse_to_be_asked_refuse_what_is_asked_for() {
    try (SqliteStorage storage =
        new SqliteStorage(
            DataFolder.open(folder, SchemaMigrations.RELEASED.newestVersion()),
            Durability.OFF,
            SchemaMigrations.RELEASED,
            _ -> {
              throw new IllegalStateException("the way is blocked");
            })) {
      assertRefuses(storage.keyspace(Databases.SCOPE), "cannot be told");
    }
  }

  @Test
  void a_key_that_goes_while_the_server_runs_refuses_what_is_asked_for_from_then_on()
      throws Exception {
    Keyring keys = Keyring.of(KEY);
    try (SqliteStorage storage = Databases.open(folder, keys)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertEquals("text", Databases.text(keyspace, table, "key"));
      keys.use(OTHER);
      Stages.await(storage.keysChanged());
      assertRefuses(keyspace, "is not the one it was encrypted with");
      keys.use(KEY);
      assertEquals("text", Databases.text(keyspace, table, "key"));
    }
    assertUnharmed();
  }

  @Test
  void an_encrypted_database_of_another_account_does_not_open() throws Exception {
    Path moved = folder.resolve("000000005678").resolve("us-east-1.db");
    Files.createDirectories(moved.getParent());
    Files.move(Databases.file(folder), moved);
    assertThrows(StorageUnavailableException.class, () -> Databases.open(folder, Keyring.of(KEY)));
    Files.move(moved, Databases.file(folder));
    assertUnharmed();
  }

  @Test
  void a_damaged_data_key_refuses_what_is_asked_for_and_is_told() throws Exception {
    Databases.execute(
        Databases.file(folder),
        "UPDATE data_keys SET wrapped = zeroblob(60) WHERE owner = '" + table.id() + "'");
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      assertRefuses(storage.keyspace(Databases.SCOPE), "the data key of " + table.id());
    }
  }
}
