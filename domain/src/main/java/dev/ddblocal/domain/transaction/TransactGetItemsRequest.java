package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.stream.Stream;

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

  /** The reads that name a table. */
  Stream<Get> reads() {
    return transactItems == null
        ? Stream.empty()
        : transactItems.stream()
            .filter(item -> item != null && item.get() != null && item.get().tableName() != null)
            .map(TransactGetItem::get);
  }

  @Override
  public List<String> tables() {
    return reads().map(Get::tableName).distinct().toList();
  }

  /** Reads are what authorization has to allow; a transaction has no action of its own. */
  @Override
  public List<ResourceAccess> accesses() {
    return reads()
        .map(Get::tableName)
        .distinct()
        .map(table ->
            new ResourceAccess(
                Operation.GET_ITEM.iamAction(), table, new TransactReadFacts(this, table)))
        .toList();
  }
}
