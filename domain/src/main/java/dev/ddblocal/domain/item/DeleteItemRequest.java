package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.legacy.ConditionalOperator;
import dev.ddblocal.domain.expression.legacy.ExpectedAttributeValue;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code DeleteItemInput}.
 *
 * @param tableName the table's name or ARN
 * @param key the primary key of the item to delete
 * @param returnValues NONE or ALL_OLD
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param returnItemCollectionMetrics whether to answer item collection metrics
 * @param conditionExpression the condition on which the write is done
 * @param expressionAttributeNames attribute names by placeholder
 * @param expressionAttributeValues values by placeholder
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 * @param expected the condition on which the write is done, as legacy parameter
 * @param conditionalOperator how several legacy conditions are joined; null for AND
 */
public record DeleteItemRequest(
    String tableName,
    AttributeMap key,
    ReturnValue returnValues,
    ReturnConsumedCapacity returnConsumedCapacity,
    ReturnItemCollectionMetrics returnItemCollectionMetrics,
    String conditionExpression,
    Map<String, String> expressionAttributeNames,
    AttributeMap expressionAttributeValues,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure,
    Map<String, ExpectedAttributeValue> expected,
    ConditionalOperator conditionalOperator)
    implements OperationRequest<DeleteItemResponse>, ConditionalWrite {
  @Override
  public Operation operation() {
    return Operation.DELETE_ITEM;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }

  @Override
  public List<ResourceAccess> accesses() {
    return accesses(new WriteFacts(this, key));
  }
}
