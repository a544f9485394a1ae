package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code BatchWriteItemInput}.
 *
 * @param requestItems the writes, by table name or ARN
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param returnItemCollectionMetrics whether to answer item collection metrics
 */
public record BatchWriteItemRequest(
    Map<String, List<WriteRequest>> requestItems,
    ReturnConsumedCapacity returnConsumedCapacity,
    ReturnItemCollectionMetrics returnItemCollectionMetrics)
    implements OperationRequest<BatchWriteItemResponse> {
  @Override
  public Operation operation() {
    return Operation.BATCH_WRITE_ITEM;
  }

  @Override
  public List<String> tables() {
    return requestItems == null ? List.of() : List.copyOf(requestItems.keySet());
  }

  @Override
  public List<ResourceAccess> accesses() {
    return requestItems == null
        ? List.of()
        : requestItems.entrySet().stream()
            .map(table ->
                new ResourceAccess(
                    operation().iamAction(),
                    table.getKey(),
                    new BatchWriteFacts(table.getValue(), returnConsumedCapacity)))
            .toList();
  }
}
