package dev.ddblocal.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.testing.Stages;
import dev.ddblocal.domain.schema.TableDefinition;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Long reads hold nobody up, are done completely, and leave nothing behind. */
@Timeout(120)
class LongReadsTest {
  private static final int ITEMS = 300;

  /** An item that a visit comes to when it is known to be a long one. */
  private static final int LATE = 200;

  /** More than could ever run at a time. */
  private static final int MANY = 4 * StorageThreads.mostReaders();

  @TempDir private Path folder;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private SqliteStorage storage;
  private Keyspace keyspace;
  private TableDefinition table;

  @BeforeEach
  void fill_a_table() {
    storage = Databases.open(folder);
    keyspace = storage.keyspace(Databases.SCOPE);
    table = fill(keyspace);
  }

  @AfterEach
  void close_the_storage() {
    release.countDown();
    storage.close();
  }

  private static TableDefinition fill(Keyspace keyspace) {
    TableDefinition table = Databases.createTable(keyspace, "table");
    Stages.await(
        keyspace.write(transaction -> {
          for (int i = 0; i < ITEMS; i++) {
            Databases.put(transaction, table, "key" + i, "text" + i);
          }
          return null;
        }));
    return table;
  }

  @Test
  void short_reads_go_past_any_number_of_long_ones() {
    List<CompletionStage<Integer>> scans = startScans(MANY);
    Stages.await(arrived);
    for (int i = 0; i < ITEMS; i++) {
      assertEquals("text" + i, Databases.text(keyspace, table, "key" + i));
    }
    scans.forEach(scan -> assertFalse(scan.toCompletableFuture().isDone()));
    release.countDown();
    scans.forEach(scan -> assertEquals(ITEMS, Stages.await(scan)));
  }

  @Test
  void short_reads_of_other_accounts_go_past_them_too() {
    Keyspace other = storage.keyspace(Databases.scope("999999999999"));
    TableDefinition otherTable = fill(other);
    List<CompletionStage<Integer>> scans = startScans(MANY);
    Stages.await(arrived);
    CompletionStage<Integer> otherScan =
        other.read(transaction -> scan(transaction, otherTable, new CountDownLatch(0)));
    assertEquals("text7", Databases.text(other, otherTable, "key7"));
    release.countDown();
    assertEquals(ITEMS, Stages.await(otherScan));
    scans.forEach(scan -> assertEquals(ITEMS, Stages.await(scan)));
  }

  @Test
  void a_long_read_that_has_waited_sees_what_was_acknowledged_before_it() {
    CompletionStage<Integer> first = startScans(1).getFirst();
    Stages.await(arrived);
    Databases.put(keyspace, table, "one more", "text");
    CompletionStage<Integer> second =
        keyspace.read(transaction -> scan(transaction, table, new CountDownLatch(0)));
    release.countDown();
    assertEquals(ITEMS, Stages.await(first));
    assertEquals(ITEMS + 1, Stages.await(second));
  }

  @Test
  void a_work_of_many_gets_is_a_long_read_as_well() {
    List<CompletionStage<Integer>> scans = startScans(MANY);
    Stages.await(arrived);
    CompletionStage<List<String>> gets =
        keyspace.read(transaction -> {
          List<String> texts = new ArrayList<>();
          for (int i = 0; i < ITEMS; i++) {
            texts.add(Databases.text(transaction, table, "key" + i));
          }
          return texts;
        });
    assertEquals("text7", Databases.text(keyspace, table, "key7"));
    assertFalse(gets.toCompletableFuture().isDone());
    release.countDown();
    assertEquals("text299", Stages.await(gets).getLast());
    assertEquals(ITEMS, Stages.await(gets).size());
    scans.forEach(Stages::await);
  }

  @Test
  void what_a_work_makes_of_being_broken_off_does_not_count() {
    List<CompletionStage<Integer>> scans = startScans(MANY);
    Stages.await(arrived);
    CompletionStage<Integer> swallowing =
        keyspace.read(transaction -> {
          try {
            return scan(transaction, table, new CountDownLatch(0));
          } catch (RuntimeException brokenOff) {
            return -1;
          }
        });
    DynamoDbException error = DynamoDbException.validation("at the end");
    CompletionStage<Integer> failing =
        keyspace.read(transaction -> {
          scan(transaction, table, new CountDownLatch(0));
          throw error;
        });
    assertEquals("text7", Databases.text(keyspace, table, "key7"));
    release.countDown();
    assertEquals(ITEMS, Stages.await(swallowing));
    assertSame(error, assertThrows(DynamoDbException.class, () -> Stages.await(failing)));
    scans.forEach(Stages::await);
  }

  @Test
  void closing_finishes_long_reads_that_wait() {
    List<CompletionStage<Integer>> scans = startScans(MANY);
    Stages.await(arrived);
    assertEquals("text7", Databases.text(keyspace, table, "key7"));
    CompletableFuture<Void> closed = CompletableFuture.runAsync(storage::close);
    assertFalse(closed.isDone());
    release.countDown();
    Stages.await(closed);
    scans.forEach(scan -> assertEquals(ITEMS, Stages.await(scan)));
  }

  @Test
  void a_visit_that_stops_early_lets_the_log_go() throws Exception {
    Path file = Databases.file(folder);
    try (Connection side = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Databases.query(side, "PRAGMA busy_timeout = 0");
      CompletionStage<Integer> scan = startScans(1).getFirst();
      Stages.await(arrived);
      assertEquals(1, busyReaders(side));
      release.countDown();
      Stages.await(scan);
      for (Direction direction : Direction.values()) {
        Stages.await(keyspace.read(transaction -> stopEarly(transaction, direction)));
        Databases.put(keyspace, table, "key", "text");
        awaitNoReaders(side);
      }
      CompletionStage<Object> failing =
          keyspace.read(transaction -> {
            transaction.range(
                table.id(),
                KeyRange.ALL,
                Direction.FORWARD,
                (_, _) -> {
                  throw DynamoDbException.validation("in the visit");
                });
            return null;
          });
      assertThrows(DynamoDbException.class, () -> Stages.await(failing));
      Databases.put(keyspace, table, "key", "text");
      awaitNoReaders(side);
    }
  }

  private Object stopEarly(ReadTransaction transaction, Direction direction) {
    transaction.range(table.id(), KeyRange.ALL, direction, (_, _) -> false);
    return null;
  }

  /** Whether somebody reads from the log: 1, or 0. */
  private static long busyReaders(Connection side) throws SQLException {
    return Databases.query(side, "PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** A stage completes a moment before its snapshot is let go. */
  private static void awaitNoReaders(Connection side) throws SQLException {
    while (busyReaders(side) > 0) {
      Thread.onSpinWait();
    }
  }

  /** Starts scans that wait, when they are known to be long, for {@link #release}. */
  private List<CompletionStage<Integer>> startScans(int count) {
    List<CompletionStage<Integer>> scans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scans.add(keyspace.read(transaction -> scan(transaction, table, release)));
    }
    return scans;
  }

  private int scan(ReadTransaction transaction, TableDefinition scanned, CountDownLatch latch) {
    List<Integer> seen = new ArrayList<>();
    transaction.range(
        scanned.id(),
        KeyRange.ALL,
        Direction.FORWARD,
        (_, stored) -> {
          if (seen.size() == LATE) {
            arrived.countDown();
            Stages.await(latch);
          }
          return seen.add(stored.sizeBytes());
        });
    return seen.size();
  }
}
