package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.expression.RequestExpressions;
import dev.ddblocal.domain.expression.legacy.LegacyParameters;
import dev.ddblocal.domain.expression.legacy.ParameterMix;
import dev.ddblocal.domain.operation.RequestWording;
import java.util.Optional;

/**
 * What the expressions or legacy parameters of a Scan say.
 *
 * @param filter what an item must meet to be answered
 * @param selection which attributes are answered
 */
record ScanParameters(Optional<Condition> filter, Selection selection) {
  private static final RequestWording WORDING = RequestWording.BARE_OLDER;

  /**
   * Reads the parameters.
   *
   * @throws DynamoDbException a ValidationException for a malformed expression or legacy parameter,
   *     for both together, and for what does not go together with Select
   */
  static ScanParameters of(Expressions expressions, ScanRequest request) {
    RequestExpressions parsed =
        expressions.of(
            WORDING,
            new ExpressionAttributes(
                request.expressionAttributeNames(), request.expressionAttributeValues()),
            anyExpression(request));
    LegacyParameters legacy = new LegacyParameters(WORDING);
    Optional<Condition> filter =
        parsed
            .filter(request.filterExpression())
            .or(() -> legacy.filter(request.scanFilter(), request.conditionalOperator()));
    Selection selection =
        Selection.of(
            WORDING,
            request.select(),
            parsed
                .projection(request.projectionExpression())
                .or(() -> legacy.projection(request.attributesToGet())),
            request.attributesToGet() == null ? "ProjectionExpression" : "AttributesToGet",
            request.indexName());
    parsed.requireAllUsed();
    return new ScanParameters(filter, selection);
  }

  private static boolean anyExpression(ScanRequest request) {
    return new ParameterMix(WORDING)
        .legacy("AttributesToGet", request.attributesToGet())
        .legacy("ScanFilter", request.scanFilter())
        .legacy("ConditionalOperator", request.conditionalOperator())
        .expression("ProjectionExpression", request.projectionExpression())
        .expression("FilterExpression", request.filterExpression())
        .requireOneKind();
  }
}
