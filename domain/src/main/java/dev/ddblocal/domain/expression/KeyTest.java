package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;

/** What a key attribute's value must be. */
public sealed interface KeyTest {
  /**
   * The test that a comparison with a value is.
   *
   * @param comparator any but {@code <>}
   * @throws IllegalArgumentException for that one
   */
  static KeyTest of(Comparator comparator, AttributeValue value) {
    return switch (comparator) {
      case EQUAL -> new EqualTo(value);
      case LESS -> new LessThan(value);
      case LESS_OR_EQUAL -> new LessOrEqual(value);
      case GREATER -> new GreaterThan(value);
      case GREATER_OR_EQUAL -> new GreaterOrEqual(value);
      case NOT_EQUAL -> throw new IllegalArgumentException("no test of keys");
    };
  }

  /**
   * Equal to a value.
   *
   * @param value the value, of any type
   */
  record EqualTo(AttributeValue value) implements KeyTest {}

  /**
   * Below a value.
   *
   * @param value a string, number or binary value
   */
  record LessThan(AttributeValue value) implements KeyTest {}

  /**
   * Below a value or equal to it.
   *
   * @param value a string, number or binary value
   */
  record LessOrEqual(AttributeValue value) implements KeyTest {}

  /**
   * Above a value.
   *
   * @param value a string, number or binary value
   */
  record GreaterThan(AttributeValue value) implements KeyTest {}

  /**
   * Above a value or equal to it.
   *
   * @param value a string, number or binary value
   */
  record GreaterOrEqual(AttributeValue value) implements KeyTest {}

  /**
   * From one value to another, both included.
   *
   * @param low the lower bound
   * @param high the upper bound, of the same type and not below
   */
  record Between(AttributeValue low, AttributeValue high) implements KeyTest {}

  /**
   * Starting with a value.
   *
   * @param prefix a string or binary value
   */
  record BeginsWith(AttributeValue prefix) implements KeyTest {}
}
