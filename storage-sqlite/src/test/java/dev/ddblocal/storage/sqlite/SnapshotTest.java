package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ddblocal.domain.port.Durability;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot's catalogue is that of its data. */
class SnapshotTest {
  @TempDir private Path folder;

  @Test
  void takes_the_catalogue_at_hand_if_it_is_the_snapshots() throws Exception {
    DatabaseFile file =
        new DatabaseFile(
            folder.resolve("account").resolve("region.db"),
            Durability.OFF,
            SchemaMigrations.RELEASED);
    KeyspaceDatabase database = KeyspaceDatabase.open(file, Databases.UNENCRYPTED);
    Session session = database.borrowReader();
    Catalogue newest = database.catalogue();
    try (Snapshot snapshot = Snapshot.take(session, newest)) {
      assertSame(newest, snapshot.transaction(() -> true).catalogue());
    } finally {
      database.giveBack(session, true);
      database.close();
    }
  }

  @Test
  void reads_the_catalogue_if_a_commit_came_between() throws Exception {
    Path data = folder.resolve("data");
    try (SqliteStorage storage = Databases.open(data)) {
      SqliteKeyspace keyspace = (SqliteKeyspace) storage.keyspace(Databases.SCOPE);
      Databases.createTable(keyspace, "before");
      Catalogue stale =
          Stages.await(
              keyspace
                  .ifOpen(database -> CompletableFuture.completedFuture(database.catalogue()))
                  .orElseThrow());
      TableDefinition behind = Databases.createTable(keyspace, "behind");
      Databases.put(keyspace, behind, "key", "text");
      assertSees(stale, keyspace, behind);
    }
  }

  private static void assertSees(Catalogue stale, SqliteKeyspace keyspace, TableDefinition table) {
    String text =
        Stages.await(
            keyspace
                .ifOpen(
                    database -> CompletableFuture.supplyAsync(() -> read(database, stale, table)))
                .orElseThrow());
    assertEquals("text", text);
  }

  private static String read(KeyspaceDatabase database, Catalogue stale, TableDefinition table) {
    try {
      Session session = database.borrowReader();
      try (Snapshot snapshot = Snapshot.take(session, stale)) {
        SqliteReadTransaction transaction = snapshot.transaction(() -> true);
        assertEquals(Optional.of(table), transaction.table(table.name()));
        return Databases.text(transaction, table, "key");
      } finally {
        database.giveBack(session, true);
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
