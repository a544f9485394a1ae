package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.AccountKeys;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.StorageSettings;
import dev.ddblocal.domain.port.StorageUnavailableException;
import dev.ddblocal.domain.port.testing.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A data folder belongs to one server, and only files of ours are touched. */
class DataFolderTest {
  @TempDir private Path folder;

  /** Ways in which a file is none of ours. */
  enum Misfit {
    GARBAGE("damaged") {
      @Override
      void make(Path file) throws Exception {
        Files.writeString(file, "This is no database, but it is longer than a header.".repeat(9));
      }
    },
    EMPTY("damaged") {
      @Override
      void make(Path file) throws Exception {
        Files.write(file, new byte[0]);
      }
    },
    TRUNCATED("damaged") {
      @Override
      void make(Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 4096));
      }
    },
    FOREIGN("another application") {
      @Override
      void make(Path file) throws Exception {
        Files.delete(file);
        Databases.execute(file, "CREATE TABLE theirs(x)");
      }
    },
    NEWER("newer release") {
      @Override
      void make(Path file) throws Exception {
        Databases.execute(file, "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 999");
      }
    };

    private final String named;

    Misfit(String named) {
      this.named = named;
    }

    abstract void make(Path file) throws Exception;
  }

  @ParameterizedTest
  @EnumSource(Misfit.class)
  void start_is_refused_by_a_file_that_is_none_of_ours(Misfit misfit) throws Exception {
    Path file = misfit(misfit);
    byte[] before = Files.readAllBytes(file);
    List<Path> filesBefore = files();
    StorageUnavailableException refusal =
        assertThrows(
            StorageUnavailableException.class,
            () ->
                new SqliteStorageProvider()
                    .open(new StorageSettings(folder, false, Durability.FULL), AccountKeys.NONE));
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(misfit.named), refusal.getMessage());
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(filesBefore, files());
  }

  @ParameterizedTest
  @EnumSource(Misfit.class)
  void requests_fail_on_a_file_that_is_none_of_ours_and_came_later(Misfit misfit) throws Exception {
    try (CapturedLog log = new CapturedLog();
        SqliteStorage storage = Databases.open(folder)) {
      Path file = misfit(misfit);
      byte[] before = Files.readAllBytes(file);
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      for (int i = 0; i < 3; i++) {
        assertInternalServerError(keyspace);
      }
      assertArrayEquals(before, Files.readAllBytes(file));
      assertEquals(1, log.lines().size(), log.lines().toString());
      assertTrue(log.lines().getFirst().contains(file.toString()));
      assertTrue(log.lines().getFirst().contains(misfit.named));
      Files.delete(file);
      Databases.createTable(keyspace, "recovered");
    }
  }

  @Test
  void a_file_with_a_damaged_catalogue_stays_as_it_is() throws Exception {
    makeDatabase();
    Path file = Databases.file(folder);
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, 4096, content.length, (byte) 0xAA);
    Files.write(file, content);
    try (CapturedLog log = new CapturedLog();
        SqliteStorage storage = Databases.open(folder)) {
      assertInternalServerError(storage.keyspace(Databases.SCOPE));
      assertEquals(1, log.lines().size(), log.lines().toString());
      assertTrue(log.lines().getFirst().contains(file.toString()));
    }
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void a_second_server_is_kept_out_until_the_first_one_stops() {
    StorageSettings settings = new StorageSettings(folder, false, Durability.FULL);
    try (SqliteStorage _ = Databases.open(folder)) {
      StorageUnavailableException refusal =
          assertThrows(
              StorageUnavailableException.class,
              () -> new SqliteStorageProvider().open(settings, AccountKeys.NONE));
      assertTrue(refusal.getMessage().contains(folder.toString()), refusal.getMessage());
      assertThrows(
          StorageUnavailableException.class,
          () -> new SqliteStorageProvider().open(settings, AccountKeys.NONE));
    }
    Databases.open(folder).close();
  }

  @Test
  void another_process_is_kept_out() throws Exception {
    try (SqliteStorage _ = Databases.open(folder)) {
      assertEquals(1, LockProbe.runOn(folder), "the lock is not seen by another process");
      // To be refused within the process must not give the process's lock up.
      assertThrows(StorageUnavailableException.class, () -> Databases.open(folder));
      assertEquals(1, LockProbe.runOn(folder), "a refused attempt gave the lock up");
    }
    assertEquals(0, LockProbe.runOn(folder));
  }

  @Test
  void looks_into_the_folders_of_accounts_alone() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("lost+found"));
    Misfit.GARBAGE.make(foreign.resolve("us-east-1.db"));
    Databases.open(folder).close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_named() throws Exception {
    Path obstacle = Files.writeString(folder.resolve("file"), "");
    StorageUnavailableException refusal =
        assertThrows(
            StorageUnavailableException.class, () -> Databases.open(obstacle.resolve("data")));
    assertTrue(refusal.getMessage().contains(obstacle.toString()), refusal.getMessage());
  }

  @Test
  void a_folder_of_any_name_will_do() {
    Path strange = folder.resolve("a b?c=d&e%20f#ü");
    try (SqliteStorage storage = Databases.open(strange)) {
      Databases.createTable(storage.keyspace(Databases.SCOPE), "table");
    }
    assertTrue(Files.exists(Databases.file(strange)));
  }

  private Path misfit(Misfit misfit) throws Exception {
    Path file = Databases.file(folder);
    if (Files.notExists(file)) {
      Path elsewhere = folder.resolve("elsewhere");
      try (SqliteStorage storage = Databases.open(elsewhere)) {
        Databases.createTable(storage.keyspace(Databases.SCOPE), "table");
      }
      Files.createDirectories(file.getParent());
      Files.move(Databases.file(elsewhere), file);
    }
    misfit.make(file);
    return file;
  }

  private void makeDatabase() {
    try (SqliteStorage storage = Databases.open(folder)) {
      Databases.createTable(storage.keyspace(Databases.SCOPE), "table");
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.endsWith(DataFolderLock.FILE_NAME)).sorted().toList();
    }
  }

  private static void assertInternalServerError(Keyspace keyspace) {
    DynamoDbException error =
        assertThrows(
            DynamoDbException.class,
            () ->
                Stages.await(
                    keyspace.read(transaction -> transaction.tables(Optional.empty(), 1))));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, error.code());
  }
}
