package dev.ddblocal.domain.ttl;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code DescribeTimeToLiveInput}.
 *
 * @param tableName the table's name or ARN
 */
public record DescribeTimeToLiveRequest(String tableName)
    implements OperationRequest<DescribeTimeToLiveResponse> {
  @Override
  public Operation operation() {
    return Operation.DESCRIBE_TIME_TO_LIVE;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
