package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;

/**
 * Model shape {@code DeleteItemInput}.
 *
 * @param tableName the table's name or ARN
 * @param key the primary key of the item to delete
 * @param returnValues NONE or ALL_OLD
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param returnItemCollectionMetrics whether to answer item collection metrics
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record DeleteItemRequest(
    String tableName,
    AttributeMap key,
    ReturnValue returnValues,
    ReturnConsumedCapacity returnConsumedCapacity,
    ReturnItemCollectionMetrics returnItemCollectionMetrics,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements OperationRequest<DeleteItemResponse> {
  @Override
  public Operation operation() {
    return Operation.DELETE_ITEM;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
