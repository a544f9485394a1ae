package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import java.util.List;

/**
 * Model shape {@code ListStreamsInput}.
 *
 * @param tableName the table whose streams are listed; every table when absent
 * @param limit the most streams to answer, 1 to 100
 * @param exclusiveStartStreamArn the last stream of the page before
 */
public record ListStreamsRequest(String tableName, Integer limit, String exclusiveStartStreamArn)
    implements OperationRequest<ListStreamsResponse> {
  @Override
  public Operation operation() {
    return Operation.LIST_STREAMS;
  }

  @Override
  public List<String> tables() {
    return List.of();
  }
}
