package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.storage.sqlite.SchemaMigrations.Step;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of older releases are brought forward, whole or not at all. */
class SchemaMigrationsTest {
  private static final SchemaMigrations TWO_MORE =
      SchemaMigrations.RELEASED
          .followedBy(
              Step.of(
                  "CREATE TABLE notes(text TEXT)",
                  "INSERT INTO notes SELECT 'table ' || name FROM tables"))
          .followedBy(Step.of("INSERT INTO notes VALUES ('third')"));

  @TempDir private Path folder;
  private TableDefinition table;

  @BeforeEach
  void make_a_file_of_the_released_schema() {
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table");
      Databases.put(keyspace, table, "key", "text");
    }
  }

  @Test
  void an_older_file_is_brought_to_the_newest_schema() throws Exception {
    try (SqliteStorage storage = Databases.open(folder, Durability.FULL, TWO_MORE)) {
      assertEquals("text", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
    assertEquals(TWO_MORE.newestVersion(), version());
    assertEquals(2, Databases.query(Databases.file(folder), "SELECT COUNT(*) FROM notes"));
  }

  @Test
  void a_migrated_file_is_not_migrated_again() throws Exception {
    Databases.open(folder, Durability.FULL, TWO_MORE).close();
    for (int i = 0; i < 2; i++) {
      try (SqliteStorage storage = Databases.open(folder, Durability.FULL, TWO_MORE)) {
        Databases.put(storage.keyspace(Databases.SCOPE), table, "key", "text " + i);
      }
    }
    assertEquals(2, Databases.query(Databases.file(folder), "SELECT COUNT(*) FROM notes"));
  }

  @Test
  void the_header_alone_tells_an_older_release_that_a_file_is_newer() {
    // The storage stays open: its log is not yet in the file.
    Path elsewhere = folder.resolve("elsewhere");
    try (SqliteStorage storage = Databases.open(elsewhere, Durability.FULL, TWO_MORE)) {
      Databases.createTable(storage.keyspace(Databases.SCOPE), "table");
      String problem =
          DatabaseHeader.problemOf(
                  Databases.file(elsewhere), SchemaMigrations.RELEASED.newestVersion())
              .orElseThrow();
      assertTrue(problem.contains("newer"), problem);
    }
  }

  @Test
  void a_migration_that_fails_leaves_the_older_file() throws Exception {
    SchemaMigrations failing =
        SchemaMigrations.RELEASED.followedBy(
            Step.of("CREATE TABLE notes(text TEXT)", "INSERT INTO nowhere VALUES (1)"));
    try (CapturedLog _ = new CapturedLog();
        SqliteStorage storage = Databases.open(folder, Durability.FULL, failing)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertThrows(DynamoDbException.class, () -> Databases.text(keyspace, table, "key"));
    }
    assertEquals(SchemaMigrations.RELEASED.newestVersion(), version());
    try (SqliteStorage storage = Databases.open(folder)) {
      assertEquals("text", Databases.text(storage.keyspace(Databases.SCOPE), table, "key"));
    }
    assertEquals(
        0,
        Databases.query(
            Databases.file(folder), "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'notes'"));
  }

  private long version() throws SQLException {
    return Databases.query(Databases.file(folder), "PRAGMA user_version");
  }
}
