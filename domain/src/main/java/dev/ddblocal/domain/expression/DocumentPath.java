package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.PathElement.Index;
import dev.ddblocal.domain.expression.PathElement.Member;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A place in an item: an attribute, or a member or element within it. Names are the attributes'
 * own; placeholders are resolved.
 *
 * @param attribute the top-level attribute's name
 * @param rest the steps below it, from the outermost; empty for the attribute itself
 */
public record DocumentPath(String attribute, List<PathElement> rest) {
  /** The most elements a path can have, the attribute itself being the first. */
  private static final int MAX_ELEMENTS = 32;

  /** Takes a copy of the steps. */
  public DocumentPath {
    Objects.requireNonNull(attribute, "attribute is null");
    rest = List.copyOf(rest);
  }

  /** The path of a top-level attribute. */
  public static DocumentPath of(String attribute) {
    return new DocumentPath(attribute, List.of());
  }

  /**
   * The path of steps whose number is not known to be in range.
   *
   * @throws InvalidExpressionException if it has more than 32 elements
   */
  public static DocumentPath of(String attribute, List<PathElement> rest) {
    int elements = rest.size() + 1;
    if (elements > MAX_ELEMENTS) {
      throw new InvalidExpressionException(
          "The document path has too many nesting elements; nesting level: " + elements);
    }
    return new DocumentPath(attribute, rest);
  }

  /** Whether this is a top-level attribute. */
  public boolean isTopLevel() {
    return rest.isEmpty();
  }

  /** The value at this place, or null where the item has none. */
  public AttributeValue valueIn(Map<String, AttributeValue> item) {
    AttributeValue value = item.get(attribute);
    for (int i = 0; i < rest.size() && value != null; i++) {
      value = step(value, rest.get(i));
    }
    return value;
  }

  private static AttributeValue step(AttributeValue value, PathElement element) {
    return switch (element) {
      case Member(String name) ->
          value instanceof AttributeValue.M map ? map.values().get(name) : null;
      case Index(long position) ->
          value instanceof AttributeValue.L list && position < list.values().size()
              ? list.values().get((int) position)
              : null;
    };
  }

  /** The end of the path from its last name on: {@code b[0]} for {@code a.b[0]}. */
  public String lastName() {
    StringBuilder end = new StringBuilder(attribute);
    for (PathElement element : rest) {
      if (element instanceof Member) {
        end.setLength(0);
      }
      end.append(element);
    }
    return end.toString();
  }

  /** The path as DynamoDB shows it in messages: {@code [a, b, [0]]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[").append(attribute);
    for (PathElement element : rest) {
      text.append(", ").append(element);
    }
    return text.append(']').toString();
  }
}
