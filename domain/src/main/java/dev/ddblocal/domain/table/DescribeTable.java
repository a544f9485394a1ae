package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import java.util.concurrent.CompletionStage;

/** Describes a table (API operation {@code DescribeTable}). */
public final class DescribeTable
    implements OperationHandler<DescribeTableRequest, DescribeTableResponse> {
  private final TableLifecycle lifecycle;
  private final TableLookup lookup;

  /** Creates the operation. */
  public DescribeTable(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
  }

  @Override
  public CompletionStage<DescribeTableResponse> execute(
      DescribeTableRequest request, CallScope scope) {
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope.keyspace().read(transaction -> describe(transaction, name, scope));
  }

  private DescribeTableResponse describe(
      ReadTransaction transaction, TableName name, CallScope scope) {
    TableDefinition table = lookup.existing(transaction, name);
    return new DescribeTableResponse(
        new TableDescriber(scope.account(), lifecycle)
            .describe(table, TableStates.now(table, lifecycle), transaction::statistics));
  }
}
