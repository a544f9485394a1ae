package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Removes indexes from storage that have been DELETING for as long as they have to. */
public final class DropDeletedIndexes implements MaintenanceTask {
  private final TableLifecycle lifecycle;

  /** Creates the task. */
  public DropDeletedIndexes(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public String name() {
    return "drop-deleted-indexes";
  }

  @Override
  public CompletionStage<Boolean> step(Keyspace keyspace) {
    return keyspace
        .read(this::firstWithGoneIndex)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedStage(false)
                : keyspace.write(transaction -> drop(transaction, found.get())));
  }

  private Optional<TableName> firstWithGoneIndex(ReadTransaction transaction) {
    return TableSearch.first(
        transaction, table -> Optional.of(table.name()).filter(_ -> hasGoneIndex(table)));
  }

  private boolean hasGoneIndex(TableDefinition table) {
    return !lifecycle.withoutGoneIndexes(table).equals(table);
  }

  private boolean drop(WriteTransaction transaction, TableName name) {
    transaction
        .table(name)
        .filter(this::hasGoneIndex)
        .ifPresent(table -> transaction.alterTable(lifecycle.withoutGoneIndexes(table)));
    return true;
  }
}
