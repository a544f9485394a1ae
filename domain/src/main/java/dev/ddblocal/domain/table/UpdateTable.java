package dev.ddblocal.domain.table;

import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.IdGenerator;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Changes a table's settings, and makes, changes and deletes its global secondary indexes (API
 * operation {@code UpdateTable}). What is asked for takes effect at once, but an index that is made
 * for a large table gets its entries in the background ({@link BackfillIndexes}).
 */
public final class UpdateTable
    implements OperationHandler<UpdateTableRequest, UpdateTableResponse> {
  private final TableLifecycle lifecycle;
  private final TableLookup lookup;
  private final IdGenerator ids;

  /** Creates the operation. */
  public UpdateTable(TableLifecycle lifecycle, IdGenerator ids) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
    this.ids = ids;
  }

  @Override
  public CompletionStage<UpdateTableResponse> execute(UpdateTableRequest request, CallScope scope) {
    UpdateTableRules.require(request);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    IndexId newIndex = new IndexId(ids.newId());
    return scope
        .keyspace()
        .write(transaction ->
            update(transaction, lookup.existing(transaction, name), request, newIndex, scope));
  }

  private UpdateTableResponse update(
      WriteTransaction transaction,
      TableDefinition table,
      UpdateTableRequest request,
      IndexId newIndex,
      CallScope scope) {
    TableDefinition updated =
        new TableUpdate(request, table, lifecycle, newIndex).applied(scope.account());
    transaction.alterTable(updated);
    TableDescription answer =
        new TableDescriber(scope.account(), lifecycle)
            .describe(
                updated, TableStates.accepted(table, updated, lifecycle), transaction::statistics);
    settle(transaction, updated);
    return new UpdateTableResponse(answer);
  }

  /** Does what need not wait: removes a deleted index, fills a new one if the table is small. */
  private void settle(WriteTransaction transaction, TableDefinition updated) {
    TableDefinition settled = lifecycle.withoutGoneParts(updated);
    if (lifecycle.updatesAtOnce()) {
      settled = IndexBackfill.fillIfSmall(transaction, settled);
    }
    if (!settled.equals(updated)) {
      transaction.alterTable(settled);
    }
  }
}
