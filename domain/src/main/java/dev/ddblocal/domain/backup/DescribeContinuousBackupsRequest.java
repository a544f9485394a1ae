package dev.ddblocal.domain.backup;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code DescribeContinuousBackupsInput}.
 *
 * @param tableName the table's name or ARN
 */
public record DescribeContinuousBackupsRequest(String tableName)
    implements OperationRequest<DescribeContinuousBackupsResponse> {
  @Override
  public Operation operation() {
    return Operation.DESCRIBE_CONTINUOUS_BACKUPS;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
