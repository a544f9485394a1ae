package dev.ddblocal.domain.item;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.Collections;

/**
 * What a PutItem, UpdateItem or DeleteItem tells of itself.
 *
 * @param request the request
 * @param written the item put, or the key of the item updated or deleted, as sent
 */
record WriteFacts(ConditionalWrite request, AttributeMap written) implements ItemFacts {
  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return PartitionKeyValues.ofSent(Collections.singletonList(written), key, position);
  }

  @Override
  public ContextValue attributes() {
    var named =
        EXPRESSIONS
            .namedAttributes(request.expressionAttributeNames())
            .attributes(written)
            .condition(request.conditionExpression())
            .keysOf(request.expected());
    if (request instanceof UpdateItemRequest update) {
      named.update(update.updateExpression()).keysOf(update.attributeUpdates());
    }
    return new ContextValue.Many(named.names());
  }

  @Override
  public ContextValue returnValues() {
    return ItemFacts.one(
        request.returnValues() == null ? ReturnValue.NONE : request.returnValues());
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return ItemFacts.of(request.returnConsumedCapacity());
  }
}
