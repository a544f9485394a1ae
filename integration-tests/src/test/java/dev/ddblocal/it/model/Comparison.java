package dev.ddblocal.it.model;

import java.util.List;

/**
 * A comparison of a scalar by order, in a condition or on a sort key.
 *
 * @param operator one of {@link #OPERATORS}
 * @param value what is compared with, S, N or B
 * @param high the upper bound of BETWEEN; the same as {@code value} for the others
 */
record Comparison(String operator, Value value, Value high) {
  static final String BETWEEN = "BETWEEN";
  static final String BEGINS_WITH = "begins_with";

  /** All operators; {@code begins_with} is not for numbers. */
  static final List<String> OPERATORS = List.of("=", "<", "<=", ">", ">=", BETWEEN, BEGINS_WITH);

  /** The comparison in an expression. */
  String text(String path, Wording wording) {
    return switch (operator) {
      case BETWEEN -> path + " BETWEEN " + wording.value(value) + " AND " + wording.value(high);
      case BEGINS_WITH -> "begins_with(" + path + ", " + wording.value(value) + ")";
      default -> path + " " + operator + " " + wording.value(value);
    };
  }

  /** Whether a value meets it; one of another type never does. */
  boolean holds(Value there) {
    if (!there.type().equals(value.type())) {
      return false;
    }
    return switch (operator) {
      case "=" -> there.equals(value);
      case "<" -> there.compare(value) < 0;
      case "<=" -> there.compare(value) <= 0;
      case ">" -> there.compare(value) > 0;
      case ">=" -> there.compare(value) >= 0;
      case BETWEEN -> there.compare(value) >= 0 && there.compare(high) <= 0;
      case BEGINS_WITH -> there.beginsWith(value);
      default -> throw new IllegalStateException(operator);
    };
  }
}
