package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.Update;
import dev.ddblocal.domain.expression.legacy.LegacyParameters;
import dev.ddblocal.domain.expression.legacy.ParameterMix;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads conditions and updates out of the requests of PutItem, UpdateItem and DeleteItem, be they
 * expressions or legacy parameters.
 */
final class WriteExpressions {
  private static final RequestWording WORDING = RequestWording.ENVELOPED;
  private static final Update NOTHING = new Update(List.of());

  private final Expressions expressions;

  /** Creates the reader. */
  WriteExpressions(Expressions expressions) {
    this.expressions = Objects.requireNonNull(expressions, "expressions is null");
  }

  /**
   * The condition of a PutItem or DeleteItem.
   *
   * @throws DynamoDbException a ValidationException for a malformed expression or legacy parameter,
   *     for both together, and for names and values that are malformed, undefined or unused
   */
  WriteCondition condition(ConditionalWrite request) {
    ParameterMix mix =
        new ParameterMix(WORDING)
            .legacy("Expected", request.expected())
            .legacy("ConditionalOperator", request.conditionalOperator())
            .expression("ConditionExpression", request.conditionExpression());
    RequestExpressions parsed = expressions(request, mix.requireOneKind());
    WriteCondition condition = condition(request, parsed);
    parsed.requireAllUsed();
    return condition;
  }

  /**
   * What an UpdateItem does, and on what condition.
   *
   * @param request the request
   * @param key its key, found sound
   * @throws DynamoDbException as {@link #condition(ConditionalWrite)}
   */
  ItemWrite.Update update(UpdateItemRequest request, Map<String, AttributeValue> key) {
    ParameterMix mix =
        new ParameterMix(WORDING)
            .legacy("AttributeUpdates", request.attributeUpdates())
            .legacy("Expected", request.expected())
            .legacy("ConditionalOperator", request.conditionalOperator())
            .expression("UpdateExpression", request.updateExpression())
            .expression("ConditionExpression", request.conditionExpression());
    RequestExpressions parsed = expressions(request, mix.requireOneKind());
    Update update =
        parsed
            .update(request.updateExpression())
            .or(() -> new LegacyParameters(WORDING).update(request.attributeUpdates()))
            .orElse(NOTHING);
    WriteCondition condition = condition(request, parsed);
    parsed.requireAllUsed();
    return new ItemWrite.Update(key, update, condition);
  }

  private RequestExpressions expressions(ConditionalWrite request, boolean anyExpression) {
    return expressions.of(
        WORDING,
        new ExpressionAttributes(
            request.expressionAttributeNames(), request.expressionAttributeValues()),
        anyExpression);
  }

  private static WriteCondition condition(ConditionalWrite request, RequestExpressions parsed) {
    Optional<Condition> condition =
        parsed
            .condition(request.conditionExpression())
            .or(() ->
                new LegacyParameters(WORDING)
                    .condition(request.expected(), request.conditionalOperator()));
    return new WriteCondition(
        condition,
        request.returnValuesOnConditionCheckFailure()
            == ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
