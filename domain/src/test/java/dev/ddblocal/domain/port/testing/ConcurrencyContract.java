package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Many callers at once lose nothing and see nothing that never was. */
public interface ConcurrencyContract extends StorageUnderTest {
  @Test
  default void concurrent_writers_lose_nothing() {
    TableDefinition table = createTable("table");
    int writers = 8;
    int perWriter = 100;
    inParallel(
        writers,
        writer -> {
          List<CompletionStage<Void>> stages = new ArrayList<>();
          for (int i = 0; i < perWriter; i++) {
            String key = writer + "/" + i;
            stages.add(
                keyspace()
                    .write(transaction -> {
                      Samples.put(transaction, table, key, key);
                      count(transaction, table);
                      return null;
                    }));
          }
          stages.forEach(Stages::await);
        });
    assertEquals(String.valueOf(writers * perWriter), text(table, "counter"));
    assertEquals(
        (long) writers * perWriter + 1,
        read(transaction -> transaction.statistics(table.id())).itemCount());
    assertEquals("7/99", text(table, "7/99"));
  }

  @Test
  default void readers_never_see_half_of_a_work() {
    TableDefinition one = createTable("one");
    TableDefinition two = createTable("two");
    AtomicBoolean done = new AtomicBoolean();
    inParallel(
        4,
        worker -> {
          if (worker == 0) {
            for (int i = 0; i < 200; i++) {
              String text = "text " + i;
              write(transaction -> {
                Samples.put(transaction, one, "key", text);
                Samples.put(transaction, two, "key", text);
                return null;
              });
            }
            done.set(true);
          } else {
            while (!done.get()) {
              assertEquals(
                  List.of(),
                  read(transaction -> {
                    String first = Samples.text(transaction, one, "key");
                    String second = Samples.text(transaction, two, "key");
                    TableStatistics statistics = transaction.statistics(two.id());
                    boolean whole =
                        first == null
                            ? second == null && statistics.itemCount() == 0
                            : first.equals(second)
                                && statistics.sizeBytes() == Samples.size(second);
                    return whole ? List.of() : List.of(first + "", second + "", statistics + "");
                  }));
            }
          }
        });
  }

  @Test
  default void a_table_dropped_and_made_again_under_load_never_shows_what_it_held_before() {
    TableDefinition first = createTable("table");
    put(first, "owner", first.id().toString());
    TableDefinition owners = createTable("owners");
    put(owners, "owner", first.id().toString());
    TableName name = first.name();
    AtomicBoolean done = new AtomicBoolean();
    inParallel(
        4,
        worker -> {
          if (worker == 0) {
            for (int i = 0; i < 50; i++) {
              renew(name, owners);
            }
            done.set(true);
          } else if (worker == 1) {
            while (!done.get()) {
              write(transaction -> {
                TableDefinition table = transaction.table(name).orElseThrow();
                Samples.put(transaction, table, "other", table.id().toString());
                return null;
              });
            }
          } else {
            while (!done.get()) {
              boolean foreign = read(tx -> showsForeignItem(tx.table(name), owners, tx));
              assertFalse(foreign);
            }
          }
        });
    TableDefinition last = read(transaction -> transaction.table(name)).orElseThrow();
    assertEquals(last.id().toString(), text(last, "owner"));
  }

  private void renew(TableName name, TableDefinition owners) {
    TableDefinition next = Samples.table(name.value());
    write(transaction -> {
      transaction.dropTable(transaction.table(name).orElseThrow().id());
      transaction.createTable(next);
      Samples.put(transaction, next, "owner", next.id().toString());
      Samples.put(transaction, owners, "owner", next.id().toString());
      return null;
    });
  }

  private static boolean showsForeignItem(
      Optional<TableDefinition> found, TableDefinition owners, ReadTransaction transaction) {
    TableDefinition table = found.orElseThrow();
    String owner = Samples.text(transaction, table, "owner");
    String other = Samples.text(transaction, table, "other");
    String id = table.id().toString();
    return !id.equals(owner)
        || !id.equals(Samples.text(transaction, owners, "owner"))
        || (other != null && !id.equals(other));
  }

  private static void count(WriteTransaction transaction, TableDefinition table) {
    int count =
        transaction
            .get(table.id(), Samples.key("counter"))
            .map(StoredItem::item)
            .map(item -> Integer.parseInt(Samples.text(item)))
            .orElse(0);
    Samples.put(transaction, table, "counter", String.valueOf(count + 1));
  }

  /** Runs the body on as many threads at once; fails if one of them does. */
  private static void inParallel(int threads, IntConsumer body) {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              Stages.await(start);
              body.accept(number);
              end.complete(null);
            } catch (RuntimeException | Error failure) {
              end.completeExceptionally(failure);
            }
          });
    }
    ends.forEach(Stages::await);
  }
}
