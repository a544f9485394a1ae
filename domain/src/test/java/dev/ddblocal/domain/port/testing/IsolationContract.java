package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A read sees one state of the keyspace, and never an older one than it may. */
public interface IsolationContract extends StorageUnderTest {
  /**
   * What a read sees of two tables.
   *
   * @param one the text in the first
   * @param two the text in the second
   * @param marked whether the second is marked as being deleted
   * @param bytes the size of both
   */
  record Sight(String one, String two, boolean marked, long bytes) {}

  @Test
  default void a_read_sees_one_state_while_writes_go_on() {
    TableDefinition one = createTable("one");
    TableDefinition two = createTable("two");
    put(one, "key", "old");
    put(two, "key", "old");
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    CompletableFuture<List<Sight>> sights =
        onOwnThread(() ->
            keyspace()
                .read(transaction -> {
                  Sight before = sight(transaction, one, two);
                  looked.countDown();
                  Stages.await(written);
                  return List.of(before, sight(transaction, one, two));
                }));
    Stages.await(looked);
    write(transaction -> {
      Samples.put(transaction, one, "key", "newer");
      Samples.put(transaction, two, "key", "newer");
      transaction.alterTable(two.deleting(Instant.EPOCH));
      return null;
    });
    written.countDown();
    Sight old = new Sight("old", "old", false, 2L * Samples.size("old"));
    assertEquals(List.of(old, old), Stages.await(sights));
    assertEquals(
        new Sight("newer", "newer", true, 2L * Samples.size("newer")),
        read(transaction -> sight(transaction, one, two)));
  }

  @Test
  default void a_long_visit_sees_one_state_while_writes_go_on() {
    TableDefinition table = createTable("table");
    for (int i = 0; i < 10; i++) {
      put(table, "key" + i, "old");
    }
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    CompletableFuture<List<String>> texts =
        onOwnThread(() ->
            keyspace()
                .read(transaction -> {
                  List<String> seen = new ArrayList<>();
                  transaction.range(
                      table.id(),
                      KeyRange.ALL,
                      Direction.FORWARD,
                      (_, stored) -> {
                        looked.countDown();
                        Stages.await(written);
                        return seen.add(Samples.text(stored.item()));
                      });
                  return seen;
                }));
    Stages.await(looked);
    put(table, "key5", "new");
    put(table, "key99", "new");
    write(transaction -> transaction.delete(table.id(), Samples.key("key7")));
    written.countDown();
    assertEquals(Collections.nCopies(10, "old"), Stages.await(texts));
  }

  @Test
  default void a_read_keeps_seeing_a_table_that_is_dropped_meanwhile() {
    TableDefinition table = createTable("table");
    put(table, "key", "text");
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch dropped = new CountDownLatch(1);
    CompletableFuture<String> text =
        onOwnThread(() ->
            keyspace()
                .read(transaction -> {
                  assertTrue(transaction.table(table.name()).isPresent());
                  looked.countDown();
                  Stages.await(dropped);
                  return Samples.text(transaction, table, "key");
                }));
    Stages.await(looked);
    write(transaction -> {
      transaction.dropTable(table.id());
      return null;
    });
    createTable("table");
    dropped.countDown();
    assertEquals("text", Stages.await(text));
  }

  @Test
  default void a_visit_of_an_index_goes_on_while_the_index_is_dropped() {
    SecondaryIndex index = Samples.index("index");
    SecondaryIndex another = Samples.index("index");
    TableDefinition table = Samples.with(Samples.table("table"), index);
    write(transaction -> {
      transaction.createTable(table);
      for (int i = 0; i < 10; i++) {
        Samples.put(transaction, index.id(), "key" + i, "old");
      }
      return null;
    });
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch changed = new CountDownLatch(1);
    CompletableFuture<List<String>> texts =
        onOwnThread(() ->
            keyspace()
                .read(transaction -> {
                  List<String> seen = new ArrayList<>();
                  transaction.range(
                      index.id(),
                      KeyRange.ALL,
                      Direction.BACKWARD,
                      (_, stored) -> {
                        looked.countDown();
                        Stages.await(changed);
                        assertEquals(Optional.of(table), transaction.table(table.name()));
                        assertThrows(
                            IllegalStateException.class,
                            () -> transaction.statistics(another.id()));
                        return seen.add(Samples.text(stored.item()));
                      });
                  seen.add("of " + transaction.statistics(index.id()).itemCount());
                  return seen;
                }));
    Stages.await(looked);
    write(transaction -> {
      transaction.alterTable(Samples.with(table, another));
      Samples.put(transaction, another.id(), "key1", "new");
      return null;
    });
    // Work for whoever removes the entries in the background.
    for (int i = 0; i < 50; i++) {
      put(table, "key" + i, "text");
    }
    changed.countDown();
    List<String> expected = new ArrayList<>(Collections.nCopies(10, "old"));
    expected.add("of 10");
    assertEquals(expected, Stages.await(texts));
    assertEquals("new", read(transaction -> Samples.text(transaction, another.id(), "key1")));
  }

  @Test
  default void every_acknowledged_write_is_seen_by_the_next_read() {
    TableDefinition table = createTable("table");
    for (int i = 0; i < 500; i++) {
      put(table, "key", "text " + i);
      assertEquals("text " + i, text(table, "key"));
    }
  }

  @Test
  default void every_acknowledged_catalogue_change_is_seen_by_the_next_read() {
    for (int i = 0; i < 30; i++) {
      TableDefinition table = createTable("table");
      assertTrue(read(transaction -> transaction.table(table.name())).isPresent());
      write(transaction -> {
        transaction.dropTable(table.id());
        return null;
      });
      assertTrue(read(transaction -> transaction.table(table.name())).isEmpty());
    }
  }

  private static Sight sight(
      ReadTransaction transaction, TableDefinition one, TableDefinition two) {
    return new Sight(
        Samples.text(transaction, one, "key"),
        Samples.text(transaction, two, "key"),
        transaction.table(two.name()).orElseThrow().deletingSince().isPresent(),
        transaction.statistics(one.id()).sizeBytes()
            + transaction.statistics(two.id()).sizeBytes());
  }

  /** Calls from another thread: an adapter may run the work before it returns the stage. */
  private static <R> CompletableFuture<R> onOwnThread(Supplier<CompletionStage<R>> call) {
    CompletableFuture<R> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() ->
            call.get()
                .whenComplete((value, failure) -> {
                  if (failure == null) {
                    result.complete(value);
                  } else {
                    result.completeExceptionally(failure);
                  }
                }));
    return result;
  }
}
