package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.schema.KeySchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the actions of a TransactWriteItems of one kind on one table tell of themselves.
 *
 * @param request the request
 * @param target the kind and the table
 */
record TransactWriteFacts(
    TransactWriteItemsRequest request, TransactWriteItemsRequest.Target target)
    implements ItemFacts {
  private static final ContextValue ENCLOSING =
      new ContextValue.One(Operation.TRANSACT_WRITE_ITEMS.apiName());

  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return PartitionKeyValues.ofSent(
        actions().stream().map(WriteAction::itemOrKey).toList(), key, position);
  }

  @Override
  public ContextValue attributes() {
    Set<String> names = new LinkedHashSet<>();
    for (WriteAction action : actions()) {
      names.addAll(
          EXPRESSIONS
              .namedAttributes(action.expressionAttributeNames())
              .attributes(action.itemOrKey())
              .update(action instanceof Update update ? update.updateExpression() : null)
              .condition(action.conditionExpression())
              .names());
    }
    return new ContextValue.Many(List.copyOf(names));
  }

  /** What a failed condition answers of the item; one action that answers it speaks for all. */
  @Override
  public ContextValue returnValues() {
    return ItemFacts.one(
        actions().stream()
                .map(WriteAction::returnValuesOnConditionCheckFailure)
                .anyMatch(ReturnValuesOnConditionCheckFailure.ALL_OLD::equals)
            ? ReturnValuesOnConditionCheckFailure.ALL_OLD
            : ReturnValuesOnConditionCheckFailure.NONE);
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return ItemFacts.of(request.returnConsumedCapacity());
  }

  @Override
  public ContextValue enclosingOperation() {
    return ENCLOSING;
  }

  private List<WriteAction> actions() {
    return request.actions().filter(target::isOf).toList();
  }
}
