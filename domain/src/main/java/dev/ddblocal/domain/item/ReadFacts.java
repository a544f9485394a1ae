package dev.ddblocal.domain.item;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.schema.KeySchema;

/**
 * What a GetItem, or what a BatchGetItem reads of one table, tells of itself.
 *
 * @param read what is read
 * @param capacity whether to answer the capacity taken, or null
 */
record ReadFacts(ProjectedRead read, ReturnConsumedCapacity capacity) implements ItemFacts {
  /** The whole item: the value of Select that stands for no projection. */
  private static final ContextValue WHOLE_ITEM = new ContextValue.One("ALL_ATTRIBUTES");

  private static final ContextValue PROJECTED = new ContextValue.One("SPECIFIC_ATTRIBUTES");

  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return PartitionKeyValues.ofSent(read.keysRead(), key, position);
  }

  @Override
  public ContextValue attributes() {
    var named = EXPRESSIONS.namedAttributes(read.expressionAttributeNames());
    read.keysRead().forEach(named::attributes);
    named.projection(read.projectionExpression()).named(read.attributesToGet());
    return new ContextValue.Many(named.names());
  }

  @Override
  public ContextValue select() {
    return read.projectionExpression() == null && read.attributesToGet() == null
        ? WHOLE_ITEM
        : PROJECTED;
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return ItemFacts.of(capacity);
  }
}
