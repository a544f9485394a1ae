package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.schema.TableStatus;
import java.util.concurrent.CompletionStage;

/** Deletes a table and its items (API operation {@code DeleteTable}). */
public final class DeleteTable
    implements OperationHandler<DeleteTableRequest, DeleteTableResponse> {
  private final TableLifecycle lifecycle;
  private final TableLookup lookup;

  /** Creates the operation. */
  public DeleteTable(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
  }

  @Override
  public CompletionStage<DeleteTableResponse> execute(DeleteTableRequest request, CallScope scope) {
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope.keyspace().write(transaction -> delete(transaction, name, scope));
  }

  private DeleteTableResponse delete(
      WriteTransaction transaction, TableName name, CallScope scope) {
    TableDefinition table = lookup.existing(transaction, name);
    requireDeletable(table);
    TableDescription answer =
        new TableDescriber(scope.account(), lifecycle)
            .describeDeleted(table, transaction::statistics);
    TableDefinition deleted = lifecycle.disableStream(transaction, table, TableStatus.DELETING);
    if (lifecycle.deletesAtOnce()) {
      transaction.dropTable(deleted.id());
    } else {
      transaction.alterTable(deleted.deleting(lifecycle.now()));
    }
    return new DeleteTableResponse(answer);
  }

  private void requireDeletable(TableDefinition table) {
    TableInUse.refuseUnlessActive(table, lifecycle.status(table).orElseThrow());
    for (SecondaryIndex index : table.indexes()) {
      if (lifecycle.status(table, index).orElseThrow() != IndexStatus.ACTIVE) {
        throw TableInUse.beingUpdated(table);
      }
    }
    if (table.deletionProtected()) {
      throw DynamoDbException.validation(
          "Resource cannot be deleted as it is currently protected against deletion."
              + " Disable deletion protection first.");
    }
  }
}
