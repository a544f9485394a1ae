package dev.ddblocal.domain.ttl;

import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.table.TableLifecycle;
import dev.ddblocal.domain.table.TableLookup;
import java.util.concurrent.CompletionStage;

/** Tells whether a table's items expire (API operation {@code DescribeTimeToLive}). */
public final class DescribeTimeToLive
    implements OperationHandler<DescribeTimeToLiveRequest, DescribeTimeToLiveResponse> {
  private final TableLifecycle lifecycle;
  private final TableLookup lookup;

  /** Creates the operation. */
  public DescribeTimeToLive(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
  }

  @Override
  public CompletionStage<DescribeTimeToLiveResponse> execute(
      DescribeTimeToLiveRequest request, CallScope scope) {
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope.keyspace().read(transaction -> describe(transaction, name));
  }

  private DescribeTimeToLiveResponse describe(ReadTransaction transaction, TableName name) {
    TableDefinition table = lookup.existing(transaction, name);
    return new DescribeTimeToLiveResponse(
        new TimeToLiveDescription(
            lifecycle.timeToLiveStatus(table),
            table.timeToLive().map(TimeToLive::attribute).orElse(null)));
  }
}
