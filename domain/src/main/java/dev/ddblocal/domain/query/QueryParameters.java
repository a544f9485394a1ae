package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.legacy.LegacyParameters;
import dev.ddblocal.domain.expression.legacy.ParameterMix;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.Optional;

/**
 * What the expressions or legacy parameters of a Query say.
 *
 * @param keys which items are read
 * @param filter what an item must meet to be answered
 * @param selection which attributes are answered
 */
record QueryParameters(KeyCondition keys, Optional<Condition> filter, Selection selection) {
  private static final RequestWording WORDING = RequestWording.BARE_CURRENT;

  /**
   * Reads the parameters.
   *
   * @throws DynamoDbException a ValidationException for a malformed expression or legacy parameter,
   *     for both together, and for what does not go together with Select
   */
  static QueryParameters of(Expressions expressions, QueryRequest request) {
    RequestExpressions parsed =
        expressions.of(
            WORDING,
            new ExpressionAttributes(
                request.expressionAttributeNames(), request.expressionAttributeValues()),
            anyExpression(request));
    LegacyParameters legacy = new LegacyParameters(WORDING);
    KeyCondition keys =
        parsed
            .keyCondition(request.keyConditionExpression())
            .or(() -> legacy.keyCondition(request.keyConditions()))
            .orElseThrow(() ->
                WORDING.refusal(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified"
                        + " in the request."));
    Optional<Condition> filter =
        parsed
            .filter(request.filterExpression())
            .or(() -> legacy.filter(request.queryFilter(), request.conditionalOperator()));
    Selection selection =
        Selection.of(
            RequestWording.ENVELOPED,
            request.select(),
            parsed
                .projection(request.projectionExpression())
                .or(() -> legacy.projection(request.attributesToGet())),
            request.attributesToGet() == null ? "ProjectionExpression" : "AttributesToGet",
            request.indexName());
    parsed.requireAllUsed();
    return new QueryParameters(keys, filter, selection);
  }

  private static boolean anyExpression(QueryRequest request) {
    return new ParameterMix(WORDING)
        .legacy("AttributesToGet", request.attributesToGet())
        .legacy("QueryFilter", request.queryFilter())
        .legacy("ConditionalOperator", request.conditionalOperator())
        // Other expressions than their own pass beside key conditions.
        .legacy(
            "KeyConditions",
            request.keyConditionExpression() == null ? null : request.keyConditions())
        .expression("ProjectionExpression", request.projectionExpression())
        .expression("FilterExpression", request.filterExpression())
        .expression("KeyConditionExpression", request.keyConditionExpression())
        .requireOneKind();
  }
}
