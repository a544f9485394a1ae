package dev.ddblocal.domain.query;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What a Scan tells of itself. It addresses no partition, so that a condition on all partition key
 * values that are addressed holds: a policy must not allow a Scan that is not to be had.
 *
 * @param request the request
 */
record ScanFacts(ScanRequest request) implements ItemFacts {
  private static final ContextValue NO_KEYS = new ContextValue.Many(List.of());

  @Override
  public ContextValue valueOf(DynamoDbConditionKey key, Optional<TableDefinition> table) {
    return switch (key) {
      // The same for every table, so that it does not matter whether the table is there.
      case LEADING_KEYS, FIRST_PARTITION_KEY_VALUES -> NO_KEYS;
      default -> ItemFacts.super.valueOf(key, table);
    };
  }

  @Override
  public Optional<String> indexName() {
    return Optional.ofNullable(request.indexName());
  }

  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return NO_KEYS;
  }

  @Override
  public ContextValue attributes() {
    return new ContextValue.Many(
        EXPRESSIONS
            .namedAttributes(request.expressionAttributeNames())
            .filter(request.filterExpression())
            .keysOf(request.scanFilter())
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
