package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.query.Select;
import dev.ddblocal.domain.schema.KeySchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the reads of a TransactGetItems of one table tell of themselves.
 *
 * @param request the request
 * @param table the table, a name or an ARN as sent
 */
record TransactReadFacts(TransactGetItemsRequest request, String table) implements ItemFacts {
  private static final ContextValue ENCLOSING =
      new ContextValue.One(Operation.TRANSACT_GET_ITEMS.apiName());

  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return PartitionKeyValues.ofSent(reads().stream().map(Get::key).toList(), key, position);
  }

  @Override
  public ContextValue attributes() {
    Set<String> names = new LinkedHashSet<>();
    for (Get read : reads()) {
      names.addAll(
          EXPRESSIONS
              .namedAttributes(read.expressionAttributeNames())
              .attributes(read.key())
              .projection(read.projectionExpression())
              .names());
    }
    return new ContextValue.Many(List.copyOf(names));
  }

  /** One read of a whole item makes it the value of all. */
  @Override
  public ContextValue select() {
    return ItemFacts.one(
        reads().stream().allMatch(read -> read.projectionExpression() != null)
            ? Select.SPECIFIC_ATTRIBUTES
            : Select.ALL_ATTRIBUTES);
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return ItemFacts.of(request.returnConsumedCapacity());
  }

  @Override
  public ContextValue enclosingOperation() {
    return ENCLOSING;
  }

  private List<Get> reads() {
    return request.reads().filter(read -> table.equals(read.tableName())).toList();
  }
}
