package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.item.ItemWrite;
import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.item.WriteCondition;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the actions of a TransactWriteItems, with all checks that need no table. */
final class WriteActions {
  private static final RequestWording WORDING = RequestWording.BARE_OLDER;

  private final Expressions expressions;

  /** Creates the reader. */
  WriteActions(Expressions expressions) {
    this.expressions = Objects.requireNonNull(expressions, "expressions is null");
  }

  /**
   * The one action that an entry of a request has.
   *
   * @throws DynamoDbException a ValidationException if it has none or several
   */
  static WriteAction only(TransactWriteItem item) {
    List<WriteAction> actions = item.actions();
    if (actions.size() != 1) {
      throw WORDING.refusal("TransactItems can only contain one of Check, Put, Update or Delete");
    }
    return actions.getFirst();
  }

  /**
   * What an action does.
   *
   * @param action the action
   * @throws DynamoDbException a ValidationException for an unsound value, and for expressions,
   *     names and values that cannot be used
   */
  ItemWrite write(WriteAction action) {
    return switch (action) {
      case Put put -> put(put);
      case Update update -> update(update);
      case Delete delete -> new ItemWrite.Delete(WORDING.sound(delete.key()), condition(delete));
      case ConditionCheck check ->
          new ItemWrite.Check(WORDING.sound(check.key()), condition(check));
    };
  }

  private ItemWrite put(Put put) {
    Item item = new Item(WORDING.sound(put.item()));
    return new ItemWrite.Put(item, ItemSize.of(item), condition(put));
  }

  private ItemWrite update(Update action) {
    Map<String, AttributeValue> key = WORDING.sound(action.key());
    RequestExpressions parsed = expressions(action, true);
    var update = parsed.update(action.updateExpression()).orElseThrow();
    WriteCondition condition = condition(action, parsed);
    parsed.requireAllUsed();
    return new ItemWrite.Update(key, update, condition);
  }

  private WriteCondition condition(WriteAction action) {
    RequestExpressions parsed = expressions(action, action.conditionExpression() != null);
    WriteCondition condition = condition(action, parsed);
    parsed.requireAllUsed();
    return condition;
  }

  private static WriteCondition condition(WriteAction action, RequestExpressions parsed) {
    return new WriteCondition(
        parsed.condition(action.conditionExpression()),
        action.returnValuesOnConditionCheckFailure()
            == ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  private RequestExpressions expressions(WriteAction action, boolean anyExpression) {
    return expressions.of(
        WORDING,
        new ExpressionAttributes(
            action.expressionAttributeNames(), action.expressionAttributeValues()),
        anyExpression);
  }

  /**
   * Adds what an action says to a fingerprint.
   *
   * @param write the action as it was read
   */
  static void sumUp(WriteAction action, TransactionWrite write, RequestFingerprint fingerprint) {
    AttributeMap values = action.expressionAttributeValues();
    ReturnValuesOnConditionCheckFailure returned = action.returnValuesOnConditionCheckFailure();
    fingerprint
        .text(action.getClass().getSimpleName())
        .text(write.table().toString())
        .attributes(write.write().attributes())
        .text(action instanceof Update update ? update.updateExpression() : null)
        .text(action.conditionExpression())
        .texts(action.expressionAttributeNames())
        .attributes(values == null ? null : values.attributes())
        .text(returned == ReturnValuesOnConditionCheckFailure.ALL_OLD ? returned.name() : null);
  }
}
