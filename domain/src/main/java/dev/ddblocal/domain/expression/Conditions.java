package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Set;

/**
 * Makes conditions of operands, whichever language they were written in. What no item could make
 * fit is refused.
 */
public final class Conditions {
  private static final int MAX_IN_OPERANDS = 100;
  private static final Set<String> ATTRIBUTE_TYPES =
      Set.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL");

  private Conditions() {}

  /**
   * A comparison.
   *
   * @throws InvalidExpressionException if an operand cannot be compared so, or is compared with
   *     itself
   */
  public static Condition comparison(Operand left, Comparator comparator, Operand right) {
    if (comparator.isOrdering()) {
      OperandTypes.require(OperandTypes.ORDERED, comparator.symbol(), left);
      OperandTypes.require(OperandTypes.ORDERED, comparator.symbol(), right);
    }
    requireDistinct(comparator.symbol(), left, List.of(right));
    return new Condition.Comparison(left, comparator, right);
  }

  /**
   * {@code operand BETWEEN low AND high}.
   *
   * @throws InvalidExpressionException if an operand has no order, or the bounds do not fit
   */
  public static Condition between(Operand operand, Operand low, Operand high) {
    for (Operand each : List.of(operand, low, high)) {
      OperandTypes.require(OperandTypes.ORDERED, "BETWEEN", each);
    }
    if (low instanceof Operand.Value(AttributeValue lowest)
        && high instanceof Operand.Value(AttributeValue highest)) {
      requireBounds(lowest, highest);
    }
    requireDistinct("BETWEEN", operand, List.of(low, high));
    return new Condition.Between(operand, low, high);
  }

  private static void requireBounds(AttributeValue low, AttributeValue high) {
    if (!ValueOperations.comparable(low, high)) {
      throw bounds("same data type for lower and upper bounds", low, high);
    }
    if (ValueOperations.compare(low, high) > 0) {
      throw bounds("upper bound to be greater than or equal to lower bound", low, high);
    }
  }

  private static InvalidExpressionException bounds(
      String rule, AttributeValue low, AttributeValue high) {
    return new InvalidExpressionException(
        "The BETWEEN operator requires "
            + rule
            + "; lower bound operand: "
            + ValueOperations.shown(low)
            + ", upper bound operand: "
            + ValueOperations.shown(high));
  }

  /**
   * {@code operand IN (candidate, ...)}.
   *
   * @throws InvalidExpressionException if there are more than 100 candidates, or the operand is one
   */
  public static Condition in(Operand operand, List<Operand> candidates) {
    if (candidates.size() > MAX_IN_OPERANDS) {
      throw new InvalidExpressionException(
          "The IN operator is provided with too many operands; number of operands: "
              + candidates.size());
    }
    requireDistinct("IN", operand, candidates);
    return new Condition.In(operand, candidates);
  }

  /**
   * What a function says of its operands.
   *
   * @param function a function whose use is that of a condition
   * @throws InvalidExpressionException if the operands are not as many as the function has, or
   *     cannot fit
   */
  public static Condition call(ExpressionFunction function, List<Operand> operands) {
    function.requireOperands(operands.size());
    Operand first = operands.getFirst();
    return switch (function) {
      case ATTRIBUTE_EXISTS -> new Condition.AttributeExists(requirePath(function, first));
      case ATTRIBUTE_NOT_EXISTS -> new Condition.AttributeNotExists(requirePath(function, first));
      case ATTRIBUTE_TYPE ->
          new Condition.AttributeType(
              requirePath(function, first), requireTypeName(function, operands.get(1)));
      case BEGINS_WITH -> {
        OperandTypes.require(OperandTypes.PREFIXED, function.text(), first);
        OperandTypes.require(OperandTypes.PREFIXED, function.text(), operands.get(1));
        requireDistinct(function.text(), first, List.of(operands.get(1)));
        yield new Condition.BeginsWith(first, operands.get(1));
      }
      case CONTAINS -> {
        OperandTypes.require(OperandTypes.CONTAINERS, function.text(), first);
        requireDistinct(function.text(), first, List.of(operands.get(1)));
        yield new Condition.Contains(first, operands.get(1));
      }
      case SIZE, IF_NOT_EXISTS, LIST_APPEND ->
          throw new IllegalArgumentException(function + " is no condition");
    };
  }

  /** The path that a function's first operand must be. */
  static DocumentPath requirePath(ExpressionFunction function, Operand operand) {
    if (operand instanceof Operand.Path(DocumentPath path)) {
      return path;
    }
    throw new InvalidExpressionException(
        "Operator or function requires a document path; operator or function: " + function.text());
  }

  private static String requireTypeName(ExpressionFunction function, Operand operand) {
    OperandTypes.require(OperandTypes.STRING, function.text(), operand);
    if (!(operand instanceof Operand.Value(AttributeValue.S(String type)))) {
      throw new InvalidExpressionException(
          "Operator or function requires an expression attribute value; operator or function: "
              + function.text());
    }
    if (!ATTRIBUTE_TYPES.contains(type)) {
      throw new InvalidExpressionException(
          "Invalid attribute type name found; type: "
              + type
              + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
    }
    return type;
  }

  /** Refuses a place that is compared with itself. */
  private static void requireDistinct(String operator, Operand first, List<Operand> others) {
    if (first instanceof Operand.Path(DocumentPath path) && others.contains(first)) {
      throw new InvalidExpressionException(
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: "
              + operator
              + ", first operand: "
              + path);
    }
  }
}
