package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code BatchGetItemInput}.
 *
 * @param requestItems the items to read, by table name or ARN
 * @param returnConsumedCapacity whether to answer the capacity taken
 */
public record BatchGetItemRequest(
    Map<String, KeysAndAttributes> requestItems, ReturnConsumedCapacity returnConsumedCapacity)
    implements OperationRequest<BatchGetItemResponse> {
  @Override
  public Operation operation() {
    return Operation.BATCH_GET_ITEM;
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
                    new ReadFacts(table.getValue(), returnConsumedCapacity)))
            .toList();
  }
}
