package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.Map;

/**
 * The names and values that a request brings for its expressions, as they were sent.
 *
 * @param names ExpressionAttributeNames: attribute names by placeholder, or null if not sent
 * @param values ExpressionAttributeValues: values by placeholder, or null if not sent
 */
public record ExpressionAttributes(Map<String, String> names, AttributeMap values) {
  /** A request without names and values. */
  public static final ExpressionAttributes NONE = new ExpressionAttributes(null, null);
}
