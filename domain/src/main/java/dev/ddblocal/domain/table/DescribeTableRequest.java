package dev.ddblocal.domain.table;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code DescribeTableInput}.
 *
 * @param tableName the table's name or ARN
 */
public record DescribeTableRequest(String tableName)
    implements OperationRequest<DescribeTableResponse> {
  @Override
  public Operation operation() {
    return Operation.DESCRIBE_TABLE;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
