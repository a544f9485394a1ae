package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk without room fails the writes that need room, and no others. The largest number of pages
 * stands in for the disk's size: SQLite fails with SQLITE_FULL for both.
 */
class FullDiskTest {
  private static final int WRITES = 400;
  private static final String LARGE = "x".repeat(20_000);

  @TempDir private Path folder;

  @Test
  void acknowledged_writes_stay_and_the_keyspace_recovers_when_there_is_room_again() {
    TableDefinition table;
    Set<Integer> acknowledged;
    try (CapturedLog log = new CapturedLog();
        SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      table = Databases.createTable(keyspace, "table");
      Databases.put(keyspace, table, "before", "before");
      long pages = Databases.queryWriter(keyspace, "PRAGMA page_count");
      limit(keyspace, pages + 1000);

      acknowledged = writeAtOnce(keyspace, table);
      assertFalse(acknowledged.isEmpty());
      assertFalse(acknowledged.size() == WRITES);
      assertFalse(log.lines().isEmpty());
      assertEquals("before", Databases.text(keyspace, table, "before"));
      assertHolds(keyspace, table, acknowledged);

      // What needs no new page still works: a smaller item in place of a large one.
      int some = acknowledged.iterator().next();
      Databases.put(keyspace, table, "key" + some, "small");
      Databases.put(keyspace, table, "key" + some, LARGE);

      limit(keyspace, 1_000_000_000);
      Databases.put(keyspace, table, "after", LARGE);
      assertEquals(LARGE, Databases.text(keyspace, table, "after"));
    }
    try (SqliteStorage storage = Databases.open(folder)) {
      Keyspace keyspace = storage.keyspace(Databases.SCOPE);
      assertHolds(keyspace, table, acknowledged);
      assertEquals(
          acknowledged.size() + 2L,
          Stages.await(keyspace.read(tx -> tx.statistics(table.id()))).itemCount());
    }
  }

  /** Answers the numbers of the writes that were acknowledged. */
  private static Set<Integer> writeAtOnce(Keyspace keyspace, TableDefinition table) {
    List<CompletionStage<Void>> stages = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      String key = "key" + i;
      stages.add(
          keyspace.write(transaction -> {
            Databases.put(transaction, table, key, LARGE);
            return null;
          }));
    }
    Set<Integer> acknowledged = new HashSet<>();
    for (int i = 0; i < WRITES; i++) {
      try {
        Stages.await(stages.get(i));
        acknowledged.add(i);
      } catch (DynamoDbException error) {
        assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, error.code());
      }
    }
    return acknowledged;
  }

  private static void assertHolds(
      Keyspace keyspace, TableDefinition table, Set<Integer> acknowledged) {
    for (int i = 0; i < WRITES; i++) {
      String text = Databases.text(keyspace, table, "key" + i);
      if (acknowledged.contains(i)) {
        assertNotNull(text, "key" + i);
      } else {
        assertNull(text, "key" + i);
      }
    }
  }

  private static void limit(Keyspace keyspace, long pages) {
    assertEquals(pages, Databases.queryWriter(keyspace, "PRAGMA max_page_count = " + pages));
  }
}
