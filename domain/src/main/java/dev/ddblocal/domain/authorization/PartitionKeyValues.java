package dev.ddblocal.domain.authorization;

import dev.ddblocal.domain.expression.KeyClause;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Partition key values as policies see them: a string as it is, a number in plain decimal form, so
 * that {@code 1.0} is {@code 1}, a binary value in Base64.
 */
public final class PartitionKeyValues {
  private PartitionKeyValues() {}

  /**
   * The values in the keys or items that a request brings.
   *
   * @param sent the keys or items as sent
   * @param key the key of the table
   * @param position which partition key attribute, from 0
   * @return unknown if there is none, or if one of them lacks the attribute
   */
  public static ContextValue ofSent(Collection<AttributeMap> sent, KeySchema key, int position) {
    return of(
        sent.stream()
            .map(each -> each == null ? Map.<String, AttributeValue>of() : each.attributes())
            .toList(),
        key,
        position);
  }

  /**
   * The values in keys or items, as {@link #ofSent}.
   *
   * @param keys the keys or items
   * @param key the key of the table or index
   * @param position which partition key attribute, from 0
   */
  public static ContextValue of(
      Collection<Map<String, AttributeValue>> keys, KeySchema key, int position) {
    String attribute = key.partition().get(position).name();
    Set<String> values = new LinkedHashSet<>();
    for (Map<String, AttributeValue> each : keys) {
      String value = text(each.get(attribute));
      if (value == null) {
        return ContextValue.UNKNOWN;
      }
      values.add(value);
    }
    return values.isEmpty() ? ContextValue.UNKNOWN : new ContextValue.Many(List.copyOf(values));
  }

  /**
   * The value that a key condition asks for; unknown if it asks for none.
   *
   * @param condition the key condition
   * @param key the key of the table or index
   * @param position which partition key attribute, from 0
   */
  public static ContextValue of(KeyCondition condition, KeySchema key, int position) {
    String attribute = key.partition().get(position).name();
    return condition.clauses().stream()
        .filter(clause -> clause.attribute().equals(attribute))
        .map(KeyClause::test)
        .map(test -> test instanceof KeyTest.EqualTo(AttributeValue value) ? text(value) : null)
        .filter(Objects::nonNull)
        .findFirst()
        .<ContextValue>map(value -> new ContextValue.Many(List.of(value)))
        .orElse(ContextValue.UNKNOWN);
  }

  /** The text of a value; null for one that no key attribute can have. */
  private static String text(AttributeValue value) {
    return switch (value) {
      case null -> null;
      case AttributeValue.S(String text) -> text;
      case AttributeValue.N(var number) -> number.toPlainString();
      case AttributeValue.B(var bytes) -> bytes.toBase64();
      default -> null;
    };
  }
}
