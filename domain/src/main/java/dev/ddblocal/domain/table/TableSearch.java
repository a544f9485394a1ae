package dev.ddblocal.domain.table;

import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks through all tables of a keyspace for what there is to do in the background. */
public final class TableSearch {
  private static final int PAGE = 100;

  private TableSearch() {}

  /** What is found of the first table, in the order of names, of which anything is found. */
  public static <T> Optional<T> first(
      ReadTransaction transaction, Function<TableDefinition, Optional<T>> find) {
    Optional<TableName> after = Optional.empty();
    while (true) {
      List<TableDefinition> tables = transaction.tables(after, PAGE);
      for (TableDefinition table : tables) {
        Optional<T> found = find.apply(table);
        if (found.isPresent()) {
          return found;
        }
      }
      if (tables.size() < PAGE) {
        return Optional.empty();
      }
      after = Optional.of(tables.getLast().name());
    }
  }
}
