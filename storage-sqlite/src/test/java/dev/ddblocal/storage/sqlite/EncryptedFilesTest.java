package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.testing.Stages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one finds in the files of an account that is encrypted. */
class EncryptedFilesTest {
  private static final SealingKey KEY = SealingKey.random();

  @TempDir private Path folder;

  /** The search finds what it is to find: in the files of an account without a key. */
  @Test
  void without_a_key_everything_but_tokens_is_to_be_found() {
    try (SqliteStorage storage = Databases.open(folder, Keyring.empty())) {
      MarkedTable table = new MarkedTable(storage);
      table.create();
      table.write(0, 5);
      for (Map.Entry<String, byte[]> hidden : MarkedTable.HIDDEN.entrySet()) {
        assertEquals(
            hidden.getKey().equals("token"),
            MarkedTable.filesWith(folder, hidden.getValue()).isEmpty(),
            hidden.getKey());
      }
    }
  }

  @Test
  void no_file_has_attributes_that_are_no_keys_at_any_time() throws Exception {
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      MarkedTable table = new MarkedTable(storage);
      table.create();
      table.write(0, 20);
      Path log = folder.resolve("111122223333").resolve("us-east-1.db-wal");
      assertFalse(Files.size(log) == 0);
      MarkedTable.assertHidden(folder);
      table.assertHolds(20);
    }
    MarkedTable.assertHidden(folder);
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      MarkedTable table = new MarkedTable(storage);
      table.assertHolds(20);
      table.write(20, 40);
      table.assertHolds(40);
      MarkedTable.assertHidden(folder);
    }
  }

  @Test
  void a_table_that_is_dropped_takes_its_data_keys_along() throws Exception {
    try (SqliteStorage storage = Databases.open(folder, Keyring.of(KEY))) {
      var keyspace = storage.keyspace(Databases.SCOPE);
      var table = Databases.createTable(keyspace, "table", Databases.index("index"));
      Databases.createTable(keyspace, "other");
      assertEquals(3, Databases.queryWriter(keyspace, "SELECT COUNT(*) FROM data_keys"));
      Stages.await(
          keyspace.write(transaction -> {
            transaction.dropTable(table.id());
            return null;
          }));
      assertEquals(2, Databases.queryWriter(keyspace, "SELECT COUNT(*) FROM data_keys"));
    }
  }

  @Test
  void data_in_memory_is_encrypted_in_its_temporary_files_too() {
    StorageSettings settings = new StorageSettings(folder, true, Durability.FULL);
    try (SqliteStorage storage =
        (SqliteStorage) new SqliteStorageProvider().open(settings, Keyring.of(KEY))) {
      MarkedTable table = new MarkedTable(storage);
      table.create();
      table.write(0, 5);
      table.assertHolds(5);
      Path temporary = storage.folder();
      assertEquals(List.of(), MarkedTable.filesWith(temporary, MarkedTable.HIDDEN.get("text")));
      assertFalse(MarkedTable.filesWith(temporary, MarkedTable.CLEAR).isEmpty());
    }
  }
}
