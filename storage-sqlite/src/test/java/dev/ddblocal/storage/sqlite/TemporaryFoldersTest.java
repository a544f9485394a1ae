package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary data is private, and goes with its process or is removed by the next one. */
class TemporaryFoldersTest {
  @TempDir private Path parent;

  @Test
  void a_folder_is_its_owners_alone() throws Exception {
    TemporaryFolders.Claim claim = TemporaryFolders.claimIn(parent);
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(claim.folder())));
    claim.lock().close();
  }

  @Test
  void what_a_killed_process_left_is_removed() throws Exception {
    TemporaryFolders.Claim killed = TemporaryFolders.claimIn(parent);
    Path account = Files.createDirectory(killed.folder().resolve("000000001234"));
    Files.writeString(account.resolve("us-east-1.db"), "data");
    // The lock ends with the process; the folder stays.
    killed.lock().close();
    Path interrupted = Files.createDirectory(parent.resolve("ddb-local-empty"));
    TemporaryFolders.Claim next = TemporaryFolders.claimIn(parent);
    assertFalse(Files.exists(killed.folder()));
    assertFalse(Files.exists(interrupted));
    assertTrue(Files.exists(next.folder()));
    next.lock().close();
  }

  @Test
  void what_is_in_use_or_of_others_stays() throws Exception {
    TemporaryFolders.Claim used = TemporaryFolders.claimIn(parent);
    Path data = Files.writeString(used.folder().resolve("data"), "data");
    Path foreign = Files.createDirectory(parent.resolve("somebody-elses"));
    Path similar = Files.createDirectory(parent.resolve("ddb-local-similar"));
    Path precious = Files.writeString(similar.resolve("precious"), "precious");
    TemporaryFolders.Claim next = TemporaryFolders.claimIn(parent);
    assertTrue(Files.exists(data));
    assertTrue(Files.exists(foreign));
    assertTrue(Files.exists(precious));
    used.lock().close();
    next.lock().close();
  }

  @Test
  void a_closed_storage_in_memory_leaves_nothing_behind() throws Exception {
    DataFolder folder = DataFolder.temporary();
    try (SqliteStorage storage =
        new SqliteStorage(folder, Durability.OFF, SchemaMigrations.RELEASED, AccountKeys.NONE)) {
      Databases.createTable(storage.keyspace(Databases.SCOPE), "table");
      try (Stream<Path> files = Files.walk(folder.path())) {
        assertTrue(files.anyMatch(file -> file.endsWith("us-east-1.db")));
      }
    }
    assertFalse(Files.exists(folder.path()));
  }
}
