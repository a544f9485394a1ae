package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads conditions and updates out of the requests of PutItem, UpdateItem and DeleteItem. */
final class WriteExpressions {
  private static final Update NOTHING = new Update(List.of());

  private final Expressions expressions;

  /** Creates the reader. */
  WriteExpressions(Expressions expressions) {
    this.expressions = Objects.requireNonNull(expressions, "expressions is null");
  }

  /**
   * The condition of a PutItem or DeleteItem.
   *
   * @throws DynamoDbException a ValidationException for a malformed expression, and for names and
   *     values that are malformed, undefined or unused
   */
  WriteCondition condition(ConditionalWrite request) {
    RequestExpressions parameters = parameters(request, request.conditionExpression() != null);
    Optional<Condition> condition = parameters.condition(request.conditionExpression());
    parameters.requireAllUsed();
    return condition(condition, request);
  }

  /**
   * What an UpdateItem does, and on what condition.
   *
   * @throws DynamoDbException as {@link #condition(ConditionalWrite)}
   */
  ConditionalUpdate update(UpdateItemRequest request) {
    boolean anyExpression =
        request.updateExpression() != null || request.conditionExpression() != null;
    RequestExpressions parameters = parameters(request, anyExpression);
    Update update = parameters.update(request.updateExpression()).orElse(NOTHING);
    Optional<Condition> condition = parameters.condition(request.conditionExpression());
    parameters.requireAllUsed();
    return new ConditionalUpdate(update, condition(condition, request));
  }

  private RequestExpressions parameters(ConditionalWrite request, boolean anyExpression) {
    return expressions.of(
        RequestWording.ENVELOPED,
        new ExpressionAttributes(
            request.expressionAttributeNames(), request.expressionAttributeValues()),
        anyExpression);
  }

  private static WriteCondition condition(Optional<Condition> condition, ConditionalWrite request) {
    return new WriteCondition(
        condition,
        request.returnValuesOnConditionCheckFailure()
            == ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /**
   * What an UpdateItem asks for.
   *
   * @param update what is done to the item
   * @param condition on what condition
   */
  record ConditionalUpdate(Update update, WriteCondition condition) {}
}
