package dev.ddblocal.domain.expression;

import java.util.Objects;

/** A step of a document path below its attribute. */
public sealed interface PathElement {
  /**
   * A member of a map.
   *
   * @param name the member's name
   */
  record Member(String name) implements PathElement {
    /** Refuses a missing name. */
    public Member {
      Objects.requireNonNull(name, "name is null");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An element of a list.
   *
   * @param position the position from 0 to 4,294,967,294
   */
  record Index(long position) implements PathElement {
    private static final long MAX_POSITION = 4_294_967_294L;
    private static final int MAX_DIGITS = 10;

    /** Refuses a negative position. */
    public Index {
      if (position < 0) {
        throw new IllegalArgumentException("position is negative");
      }
    }

    /**
     * The element at a position given by its digits.
     *
     * @param digits digits without leading zeros
     * @throws InvalidExpressionException if the position is out of range
     */
    public static Index of(String digits) {
      long position = digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
      if (position > MAX_POSITION) {
        throw new InvalidExpressionException(
            "List index is not within the allowable range; index: [" + digits + "]");
      }
      return new Index(position);
    }

    @Override
    public String toString() {
      return "[" + position + "]";
    }
  }
}
