package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.Objects;

/**
 * Model shape {@code TransactGetItemsInput}.
 *
 * @param transactItems the reads
 * @param returnConsumedCapacity whether to answer the capacity taken
 */
public record TransactGetItemsRequest(
    List<TransactGetItem> transactItems, ReturnConsumedCapacity returnConsumedCapacity)
    implements OperationRequest<TransactGetItemsResponse> {
  @Override
  public Operation operation() {
    return Operation.TRANSACT_GET_ITEMS;
  }

  @Override
  public List<String> tables() {
    return transactItems == null
        ? List.of()
        : transactItems.stream()
            .filter(item -> item != null && item.get() != null)
            .map(item -> item.get().tableName())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
  }

  /** Reads are what authorization has to allow; a transaction has no action of its own. */
  @Override
  public List<ResourceAccess> accesses() {
    return tables().stream()
        .map(table -> new ResourceAccess(Operation.GET_ITEM.iamAction(), table))
        .toList();
  }
}
