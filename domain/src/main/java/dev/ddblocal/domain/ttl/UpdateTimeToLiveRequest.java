package dev.ddblocal.domain.ttl;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code UpdateTimeToLiveInput}.
 *
 * @param tableName the table's name or ARN
 * @param timeToLiveSpecification the setting
 */
public record UpdateTimeToLiveRequest(
    String tableName, TimeToLiveSpecification timeToLiveSpecification)
    implements OperationRequest<UpdateTimeToLiveResponse> {
  @Override
  public Operation operation() {
    return Operation.UPDATE_TIME_TO_LIVE;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
