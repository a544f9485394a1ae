package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.item.ReturnItemCollectionMetrics;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.Objects;

/**
 * Model shape {@code TransactWriteItemsInput}.
 *
 * @param transactItems the actions
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param returnItemCollectionMetrics whether to answer item collection metrics
 * @param clientRequestToken makes several calls have the effect of one, or null
 */
public record TransactWriteItemsRequest(
    List<TransactWriteItem> transactItems,
    ReturnConsumedCapacity returnConsumedCapacity,
    ReturnItemCollectionMetrics returnItemCollectionMetrics,
    String clientRequestToken)
    implements OperationRequest<TransactWriteItemsResponse> {
  @Override
  public Operation operation() {
    return Operation.TRANSACT_WRITE_ITEMS;
  }

  @Override
  public List<String> tables() {
    return accesses().stream().map(ResourceAccess::resource).distinct().toList();
  }

  @Override
  public List<ResourceAccess> accesses() {
    return transactItems == null
        ? List.of()
        : transactItems.stream()
            .filter(Objects::nonNull)
            .flatMap(item -> item.actions().stream())
            .filter(action -> action.tableName() != null)
            .map(action -> new ResourceAccess(action.iamAction(), action.tableName()))
            .distinct()
            .toList();
  }
}
