package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;

/**
 * Model shape {@code PutItemInput}.
 *
 * @param tableName the table's name or ARN
 * @param item the item to put
 * @param returnValues NONE or ALL_OLD
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param returnItemCollectionMetrics whether to answer item collection metrics
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record PutItemRequest(
    String tableName,
    AttributeMap item,
    ReturnValue returnValues,
    ReturnConsumedCapacity returnConsumedCapacity,
    ReturnItemCollectionMetrics returnItemCollectionMetrics,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements OperationRequest<PutItemResponse> {
  @Override
  public Operation operation() {
    return Operation.PUT_ITEM;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }
}
