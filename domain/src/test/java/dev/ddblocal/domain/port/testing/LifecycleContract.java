package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Closing finishes what was accepted, and what was acknowledged is there again afterwards. */
public interface LifecycleContract extends StorageUnderTest {
  @Test
  default void what_was_acknowledged_is_there_after_reopening() {
    assumeTrue(keepsDataWhenClosed());
    TableDefinition table = createTable("table");
    TableDefinition dropped = createTable("dropped");
    put(table, "kept", "kept");
    put(table, "replaced", "first");
    put(table, "replaced", "second");
    put(table, "deleted", "deleted");
    put(dropped, "key", "text");
    write(transaction -> transaction.delete(table.id(), Samples.key("deleted")));
    write(transaction -> {
      transaction.dropTable(dropped.id());
      return null;
    });
    reopen();
    assertEquals(List.of(table), read(transaction -> transaction.tables(Optional.empty(), 10)));
    assertEquals("kept", text(table, "kept"));
    assertEquals("second", text(table, "replaced"));
    assertEquals(null, text(table, "deleted"));
    assertEquals(
        new TableStatistics(2, Samples.size("kept") + Samples.size("second")),
        read(transaction -> transaction.statistics(table.id())));
  }

  @Test
  default void everything_recorded_of_a_table_is_there_after_reopening() {
    assumeTrue(keepsDataWhenClosed());
    TableDefinition table = Samples.richTable("rich");
    write(transaction -> {
      transaction.createTable(table);
      return null;
    });
    reopen();
    assertEquals(Optional.of(table), read(transaction -> transaction.table(table.name())));
  }

  @Test
  default void closing_finishes_what_was_accepted() {
    TableDefinition table = createTable("table");
    List<CompletionStage<String>> stages = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String key = "key" + i;
      stages.add(
          keyspace()
              .write(transaction -> {
                Samples.put(transaction, table, key, key);
                return key;
              }));
      stages.add(
          keyspace().read(transaction -> transaction.table(table.name()).get().name() + key));
    }
    storage().close();
    for (int i = 0; i < 300; i++) {
      assertEquals("key" + i, Stages.await(stages.get(2 * i)));
      assertEquals("tablekey" + i, Stages.await(stages.get(2 * i + 1)));
    }
    if (keepsDataWhenClosed()) {
      reopen();
      assertEquals(300, read(transaction -> transaction.statistics(table.id())).itemCount());
    }
  }

  @Test
  default void a_closed_storage_refuses_work_and_may_be_closed_again() {
    createTable("table");
    storage().close();
    storage().close();
    assertRefused(keyspace().read(transaction -> transaction.tables(Optional.empty(), 1)));
    assertRefused(
        keyspace()
            .write(transaction -> {
              transaction.createTable(Samples.table("late"));
              return null;
            }));
    assertFalse(Stages.await(storage().inspect()).healthy());
  }

  private static void assertRefused(CompletionStage<?> stage) {
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> Stages.await(stage));
    assertEquals(ErrorCode.INTERNAL_SERVER_ERROR, error.code());
  }
}
