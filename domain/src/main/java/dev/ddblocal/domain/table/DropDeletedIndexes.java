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

/**
 * Removes from storage what tables no longer have: indexes that have been DELETING, and entries of
 * expiry that has been DISABLING, for as long as they have to.
 */
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
        .read(this::firstWithGonePart)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedStage(false)
                : keyspace.write(transaction -> drop(transaction, found.get())));
  }

  private Optional<TableName> firstWithGonePart(ReadTransaction transaction) {
    return TableSearch.first(
        transaction, table -> Optional.of(table.name()).filter(_ -> hasGonePart(table)));
  }

  private boolean hasGonePart(TableDefinition table) {
    return !lifecycle.withoutGoneParts(table).equals(table);
  }

  private boolean drop(WriteTransaction transaction, TableName name) {
    transaction
        .table(name)
        .filter(this::hasGonePart)
        .ifPresent(table -> transaction.alterTable(lifecycle.withoutGoneParts(table)));
    return true;
  }
}
