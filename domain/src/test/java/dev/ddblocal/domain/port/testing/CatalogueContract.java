package dev.ddblocal.domain.port.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables are made, found, listed, altered and dropped. */
public interface CatalogueContract extends StorageUnderTest {
  @Test
  default void finds_a_table_with_everything_that_was_recorded_of_it() {
    TableDefinition table = Samples.richTable("Rich-table_1.0");
    write(transaction -> {
      transaction.createTable(table);
      return null;
    });
    assertEquals(Optional.of(table), read(transaction -> transaction.table(table.name())));
  }

  @Test
  default void finds_no_table_of_an_unknown_name() {
    createTable("known");
    assertEquals(Optional.empty(), read(transaction -> transaction.table(new TableName("Known"))));
  }

  @Test
  default void a_table_asked_for_by_itself_is_as_the_latest_change_left_it() {
    TableName name = new TableName("table");
    assertEquals(Optional.empty(), keyspace().table(name).toCompletableFuture().join());

    TableDefinition made = createTable("table");
    assertEquals(Optional.of(made), keyspace().table(name).toCompletableFuture().join());

    TableDefinition deleting = made.deleting(Instant.EPOCH);
    write(transaction -> {
      transaction.alterTable(deleting);
      return null;
    });
    assertEquals(Optional.of(deleting), keyspace().table(name).toCompletableFuture().join());

    drop(made);
    assertEquals(Optional.empty(), keyspace().table(name).toCompletableFuture().join());
  }

  @Test
  default void lists_tables_in_the_order_of_their_names_page_by_page() {
    List<String> names =
        Stream.of("b", "a", "Z", "a.", "a-", "a_", "aa", "0", "_", "B.b")
            .map(n -> n + "00")
            .toList();
    names.forEach(this::createTable);
    List<String> listed = new ArrayList<>();
    Optional<TableName> after = Optional.empty();
    while (true) {
      Optional<TableName> from = after;
      List<TableDefinition> page = read(transaction -> transaction.tables(from, 3));
      if (page.isEmpty()) {
        break;
      }
      assertTrue(page.size() <= 3);
      page.forEach(table -> listed.add(table.name().value()));
      after = Optional.of(page.getLast().name());
    }
    assertEquals(names.stream().sorted().toList(), listed);
  }

  @Test
  default void lists_from_a_name_that_no_table_has() {
    createTable("aaa");
    createTable("ccc");
    List<TableDefinition> page =
        read(transaction -> transaction.tables(Optional.of(new TableName("bbb")), 10));
    assertEquals(List.of("ccc"), page.stream().map(table -> table.name().value()).toList());
  }

  @Test
  default void alters_a_table_and_keeps_its_items() {
    TableDefinition table = createTable("table");
    put(table, "key", "text");
    TableDefinition altered = table.deleting(Instant.parse("2026-04-05T06:07:08.900Z"));
    write(transaction -> {
      transaction.alterTable(altered);
      return null;
    });
    assertEquals(Optional.of(altered), read(transaction -> transaction.table(table.name())));
    assertEquals("text", text(table, "key"));
  }

  @Test
  default void drops_a_table_with_its_items() {
    TableDefinition table = createTable("table");
    put(table, "key", "text");
    drop(table);
    assertEquals(Optional.empty(), read(transaction -> transaction.table(table.name())));
    assertEquals(List.of(), read(transaction -> transaction.tables(Optional.empty(), 10)));
  }

  @Test
  default void a_table_made_again_under_the_same_name_is_empty() {
    TableDefinition first = createTable("table");
    put(first, "key", "text");
    drop(first);
    TableDefinition second = createTable("table");
    assertNull(text(second, "key"));
    assertEquals(TableStatistics.EMPTY, read(transaction -> transaction.statistics(second.id())));
  }

  @Test
  default void drops_makes_and_fills_a_table_in_one_work() {
    TableDefinition first = createTable("table");
    put(first, "old", "old");
    TableDefinition second = Samples.table("table");
    write(transaction -> {
      transaction.dropTable(first.id());
      transaction.createTable(second);
      Samples.put(transaction, second, "new", "new");
      assertEquals(Optional.of(second), transaction.table(second.name()));
      assertEquals(1, transaction.statistics(second.id()).itemCount());
      return null;
    });
    assertNull(text(second, "old"));
    assertEquals("new", text(second, "new"));
  }

  @Test
  default void a_table_made_and_dropped_in_one_work_is_gone() {
    TableDefinition table = Samples.table("table");
    write(transaction -> {
      transaction.createTable(table);
      Samples.put(transaction, table, "key", "text");
      transaction.dropTable(table.id());
      return null;
    });
    assertEquals(Optional.empty(), read(transaction -> transaction.table(table.name())));
  }

  @Test
  default void refuses_catalogue_changes_that_do_not_fit() {
    TableDefinition table = createTable("table");
    TableDefinition unknown = Samples.table("unknown");
    refuses((transaction, _) -> transaction.createTable(Samples.table("table")), table);
    refuses(WriteTransaction::createTable, table);
    refuses(WriteTransaction::alterTable, unknown);
    refuses((transaction, it) -> transaction.dropTable(it.id()), unknown);
    refuses((transaction, it) -> Samples.put(transaction, it, "key", "text"), unknown);
    refuses((transaction, it) -> Samples.text(transaction, it, "key"), unknown);
    refuses((transaction, it) -> transaction.statistics(it.id()), unknown);
  }

  @Test
  default void holds_many_tables() {
    int count = 200;
    List<TableDefinition> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(Samples.table("table-%03d".formatted(i)));
    }
    write(transaction -> {
      tables.forEach(transaction::createTable);
      return null;
    });
    for (TableDefinition table : tables) {
      put(table, "key", table.name().value());
    }
    for (TableDefinition table : tables) {
      assertEquals(table.name().value(), text(table, "key"));
    }
    assertEquals(tables, read(transaction -> transaction.tables(Optional.empty(), 1000)));
  }

  private void drop(TableDefinition table) {
    write(transaction -> {
      transaction.dropTable(table.id());
      return null;
    });
  }

  private void refuses(
      BiConsumer<WriteTransaction, TableDefinition> change, TableDefinition table) {
    write(transaction -> {
      assertThrows(IllegalStateException.class, () -> change.accept(transaction, table));
      return null;
    });
  }
}
