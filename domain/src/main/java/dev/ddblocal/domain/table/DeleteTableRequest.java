package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code DeleteTableInput}.
 *
 * @param tableName the table's name or ARN
 */
public record DeleteTableRequest(String tableName)
    implements OperationRequest<DeleteTableResponse> {
  @Override
  public Operation operation() {
    return Operation.DELETE_TABLE;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
