package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.value.AttributeValue;

/** How an attribute is compared (model shape {@code ComparisonOperator}). */
public enum ComparisonOperator {
  /** Equal to one value of any type. */
  EQ(1, 1, Operands.ANY),
  /** Not equal to one value of any type; so is a missing attribute. */
  NE(1, 1, Operands.ANY),
  /** Equal to one of several values. */
  IN(1, Integer.MAX_VALUE, Operands.ORDERED),
  /** Below a value or equal to it. */
  LE(1, 1, Operands.ORDERED),
  /** Below a value. */
  LT(1, 1, Operands.ORDERED),
  /** Above a value or equal to it. */
  GE(1, 1, Operands.ORDERED),
  /** Above a value. */
  GT(1, 1, Operands.ORDERED),
  /** From one value to another, both included. */
  BETWEEN(2, 2, Operands.ORDERED),
  /** There is such an attribute. */
  NOT_NULL(0, 0, Operands.ANY),
  /** There is no such attribute. */
  NULL(0, 0, Operands.ANY),
  /** A value is within a string or binary value, or in a set or list. */
  CONTAINS(1, 1, Operands.SINGLE),
  /** There is such an attribute, and a value is not within it. */
  NOT_CONTAINS(1, 1, Operands.SINGLE),
  /** A string or binary value starts with another. */
  BEGINS_WITH(1, 1, Operands.PREFIX);

  private final int fewest;
  private final int most;
  private final Operands operands;

  ComparisonOperator(int fewest, int most, Operands operands) {
    this.fewest = fewest;
    this.most = most;
    this.operands = operands;
  }

  /** Whether the operator compares with that many values. */
  boolean takes(int values) {
    return fewest <= values && values <= most;
  }

  /** Whether the operator compares with values of that type. */
  boolean takes(AttributeValue value) {
    return switch (operands) {
      case ANY -> true;
      case ORDERED -> isOrdered(value);
      case SINGLE ->
          isOrdered(value)
              || value instanceof AttributeValue.BOOL
              || value instanceof AttributeValue.NULL;
      case PREFIX -> value instanceof AttributeValue.S || value instanceof AttributeValue.B;
    };
  }

  private static boolean isOrdered(AttributeValue value) {
    return value instanceof AttributeValue.S
        || value instanceof AttributeValue.N
        || value instanceof AttributeValue.B;
  }

  /** The types of values that an operator compares with. */
  private enum Operands {
    /** All types. */
    ANY,
    /** Those with an order: strings, numbers and binary values. */
    ORDERED,
    /** All but sets, lists and maps. */
    SINGLE,
    /** Strings and binary values. */
    PREFIX
  }
}
