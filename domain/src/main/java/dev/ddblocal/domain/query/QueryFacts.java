package dev.ddblocal.domain.query;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.expression.ExpressionAttributes;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.legacy.LegacyParameters;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.schema.KeySchema;
import java.util.Optional;

/**
 * What a Query tells of itself.
 *
 * @param request the request
 */
record QueryFacts(QueryRequest request) implements ItemFacts {
  @Override
  public Optional<String> indexName() {
    return Optional.ofNullable(request.indexName());
  }

  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    Optional<KeyCondition> condition =
        EXPRESSIONS
            .of(
                RequestWording.BARE_CURRENT,
                new ExpressionAttributes(
                    request.expressionAttributeNames(), request.expressionAttributeValues()),
                true)
            .keyCondition(request.keyConditionExpression())
            .or(() ->
                new LegacyParameters(RequestWording.BARE_CURRENT)
                    .keyCondition(request.keyConditions()));
    return condition
        .map(keys -> PartitionKeyValues.of(keys, key, position))
        .orElse(ContextValue.UNKNOWN);
  }

  @Override
  public ContextValue attributes() {
    return new ContextValue.Many(
        EXPRESSIONS
            .namedAttributes(request.expressionAttributeNames())
            .keyCondition(request.keyConditionExpression())
            .keysOf(request.keyConditions())
            .filter(request.filterExpression())
            .keysOf(request.queryFilter())
            .projection(request.projectionExpression())
            .named(request.attributesToGet())
            .names());
  }

  @Override
  public ContextValue select() {
    return ItemFacts.one(
        Selection.implied(
            request.select(),
            request.projectionExpression() != null || request.attributesToGet() != null,
            request.indexName() != null));
  }

  @Override
  public ContextValue returnValues() {
    return NO_VALUES;
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return ItemFacts.of(request.returnConsumedCapacity());
  }
}
