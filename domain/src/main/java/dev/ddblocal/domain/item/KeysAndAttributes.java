package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;
import java.util.Map;

/**
 * The items to read of one table (model shape {@code KeysAndAttributes}).
 *
 * @param keys the primary keys
 * @param consistentRead whether the reads cost as strongly consistent ones
 * @param projectionExpression the parts of the items to answer; null for all
 * @param expressionAttributeNames attribute names by placeholder
 * @param attributesToGet the attributes to answer, as legacy parameter
 */
public record KeysAndAttributes(
    List<AttributeMap> keys,
    Boolean consistentRead,
    String projectionExpression,
    Map<String, String> expressionAttributeNames,
    List<String> attributesToGet)
    implements ProjectedRead {
  @Override
  public List<AttributeMap> keysRead() {
    return keys == null ? List.of() : keys;
  }

  /** The same reads without those of the first keys. */
  KeysAndAttributes from(int first) {
    return new KeysAndAttributes(
        keys.subList(first, keys.size()),
        consistentRead,
        projectionExpression,
        expressionAttributeNames,
        attributesToGet);
  }
}
