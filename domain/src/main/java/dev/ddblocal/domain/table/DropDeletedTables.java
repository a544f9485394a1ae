package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Removes tables from storage that have been DELETING for as long as they have to. */
public final class DropDeletedTables implements MaintenanceTask {
  private static final int PAGE = 100;

  private final TableLifecycle lifecycle;

  /** Creates the task. */
  public DropDeletedTables(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public String name() {
    return "drop-deleted-tables";
  }

  @Override
  public CompletionStage<Boolean> step(Keyspace keyspace) {
    return keyspace
        .read(this::firstGone)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedStage(false)
                : keyspace.write(transaction -> drop(transaction, found.get())));
  }

  private Optional<TableName> firstGone(ReadTransaction transaction) {
    Optional<TableName> after = Optional.empty();
    while (true) {
      List<TableDefinition> tables = transaction.tables(after, PAGE);
      for (TableDefinition table : tables) {
        if (lifecycle.status(table).isEmpty()) {
          return Optional.of(table.name());
        }
      }
      if (tables.size() < PAGE) {
        return Optional.empty();
      }
      after = Optional.of(tables.getLast().name());
    }
  }

  private boolean drop(WriteTransaction transaction, TableName name) {
    transaction
        .table(name)
        .filter(table -> lifecycle.status(table).isEmpty())
        .ifPresent(table -> transaction.dropTable(table.id()));
    return true;
  }
}
