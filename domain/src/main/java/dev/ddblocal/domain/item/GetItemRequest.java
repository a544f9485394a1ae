package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code GetItemInput}.
 *
 * @param tableName the table's name or ARN
 * @param key the primary key of the item to read
 * @param consistentRead whether the read costs as a strongly consistent one; every read is one
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param projectionExpression the parts of the item to answer; null for all
 * @param expressionAttributeNames attribute names by placeholder
 * @param attributesToGet the attributes to answer, as legacy parameter
 */
public record GetItemRequest(
    String tableName,
    AttributeMap key,
    Boolean consistentRead,
    ReturnConsumedCapacity returnConsumedCapacity,
    String projectionExpression,
    Map<String, String> expressionAttributeNames,
    List<String> attributesToGet)
    implements OperationRequest<GetItemResponse>, ProjectedRead {
  @Override
  public Operation operation() {
    return Operation.GET_ITEM;
  }

  @Override
  public List<String> tables() {
    return tableName == null ? List.of() : List.of(tableName);
  }

  @Override
  public List<ResourceAccess> accesses() {
    return accesses(new ReadFacts(this, returnConsumedCapacity));
  }

  @Override
  public List<AttributeMap> keysRead() {
    return key == null ? List.of() : List.of(key);
  }
}
