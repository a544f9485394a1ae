package dev.ddblocal.domain.item;

import dev.ddblocal.domain.authorization.ItemFacts;
import dev.ddblocal.domain.authorization.PartitionKeyValues;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the writes of a BatchWriteItem to one table tell of themselves.
 *
 * @param writes the writes
 * @param capacity whether to answer the capacity taken, or null
 */
record BatchWriteFacts(List<WriteRequest> writes, ReturnConsumedCapacity capacity)
    implements ItemFacts {
  @Override
  public ContextValue partitionKeyValues(KeySchema key, int position) {
    return PartitionKeyValues.ofSent(written(), key, position);
  }

  @Override
  public ContextValue attributes() {
    var named = EXPRESSIONS.namedAttributes(null);
    written().forEach(named::attributes);
    return new ContextValue.Many(named.names());
  }

  @Override
  public ContextValue returnConsumedCapacity() {
    return ItemFacts.of(capacity);
  }

  /** The items put and the keys deleted. */
  private List<AttributeMap> written() {
    return writes.stream()
        .flatMap(write ->
            Stream.of(
                write.putRequest() == null ? null : write.putRequest().item(),
                write.deleteRequest() == null ? null : write.deleteRequest().key()))
        .filter(Objects::nonNull)
        .toList();
  }
}
