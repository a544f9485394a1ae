package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;

/** The comparators of conditions. */
public enum Comparator {
  /** Equal, of the same type. */
  EQUAL("="),
  /** Not equal, which values of different types are and a missing one is to any. */
  NOT_EQUAL("<>"),
  /** Below, in the order of strings, numbers or binary values. */
  LESS("<"),
  /** Below or equal. */
  LESS_OR_EQUAL("<="),
  /** Above. */
  GREATER(">"),
  /** Above or equal. */
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
  }

  /** The comparator as it stands in an expression. */
  public String symbol() {
    return symbol;
  }

  /** Whether the comparator asks for an order, which only strings, numbers and binaries have. */
  public boolean isOrdering() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** The comparator that holds for exchanged operands: {@code a < b} is {@code b > a}. */
  public Comparator mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }

  /**
   * Whether two values compare so.
   *
   * @param left the left value, or null where it is missing
   * @param right the right value, or null where it is missing
   */
  public boolean holds(AttributeValue left, AttributeValue right) {
    return switch (this) {
      case EQUAL -> left != null && left.equals(right);
      case NOT_EQUAL -> left == null || !left.equals(right);
      case LESS ->
          ValueOperations.comparable(left, right) && ValueOperations.compare(left, right) < 0;
      case LESS_OR_EQUAL ->
          ValueOperations.comparable(left, right) && ValueOperations.compare(left, right) <= 0;
      case GREATER ->
          ValueOperations.comparable(left, right) && ValueOperations.compare(left, right) > 0;
      case GREATER_OR_EQUAL ->
          ValueOperations.comparable(left, right) && ValueOperations.compare(left, right) >= 0;
    };
  }
}
