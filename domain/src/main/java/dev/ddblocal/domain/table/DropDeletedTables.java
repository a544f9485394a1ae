package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Removes tables from storage that have been DELETING for as long as they have to. */
public final class DropDeletedTables implements MaintenanceTask {
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
    return TableSearch.first(
        transaction,
        table -> Optional.of(table.name()).filter(_ -> lifecycle.status(table).isEmpty()));
  }

  private boolean drop(WriteTransaction transaction, TableName name) {
    transaction
        .table(name)
        .filter(table -> lifecycle.status(table).isEmpty())
        .ifPresent(table -> transaction.dropTable(table.id()));
    return true;
  }
}
