package dev.ddblocal.domain.backup;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Tells whether a table can be restored to an earlier time (API operation {@code
 * DescribeContinuousBackups}). It cannot: point in time recovery is DISABLED, as it is for a new
 * table of DynamoDB's, where the status of continuous backups is ENABLED all the same.
 */
public final class DescribeContinuousBackups
    implements OperationHandler<
        DescribeContinuousBackupsRequest, DescribeContinuousBackupsResponse> {
  private static final ContinuousBackupsDescription DESCRIPTION =
      new ContinuousBackupsDescription(
          ContinuousBackupsStatus.ENABLED,
          new PointInTimeRecoveryDescription(PointInTimeRecoveryStatus.DISABLED));

  private final TableLookup lookup;

  /** Creates the operation. */
  public DescribeContinuousBackups(TableLookup lookup) {
    this.lookup = Objects.requireNonNull(lookup, "lookup is null");
  }

  @Override
  public CompletionStage<DescribeContinuousBackupsResponse> execute(
      DescribeContinuousBackupsRequest request, CallScope scope) {
    TableName name = resolve(request.tableName(), scope);
    return scope.keyspace().read(transaction -> describe(transaction, name));
  }

  /** An ARN of another region is answered with this operation's own error. */
  private static TableName resolve(String nameOrArn, CallScope scope) {
    try {
      return TableReference.resolve(nameOrArn, scope.account());
    } catch (DynamoDbException e) {
      throw e.code() == ErrorCode.RESOURCE_NOT_FOUND ? notFound(nameOrArn) : e;
    }
  }

  private DescribeContinuousBackupsResponse describe(ReadTransaction transaction, TableName name) {
    if (lookup.find(transaction, name).isEmpty()) {
      throw notFound(name.value());
    }
    return new DescribeContinuousBackupsResponse(DESCRIPTION);
  }

  private static DynamoDbException notFound(String table) {
    return new DynamoDbException(ErrorCode.TABLE_NOT_FOUND, "Table not found: " + table);
  }
}
