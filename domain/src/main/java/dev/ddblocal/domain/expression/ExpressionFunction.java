package dev.ddblocal.domain.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions of conditions and updates. In expressions their names are in lower case only. */
public enum ExpressionFunction {
  /** Whether an item has something at a place. */
  ATTRIBUTE_EXISTS("attribute_exists", 1, Use.CONDITION),
  /** Whether an item has nothing at a place. */
  ATTRIBUTE_NOT_EXISTS("attribute_not_exists", 1, Use.CONDITION),
  /** Whether what an item has at a place is of a type. */
  ATTRIBUTE_TYPE("attribute_type", 2, Use.CONDITION),
  /** Whether a value starts with another. */
  BEGINS_WITH("begins_with", 2, Use.CONDITION),
  /** Whether a value has another within it. */
  CONTAINS("contains", 2, Use.CONDITION),
  /** How large a value is. */
  SIZE("size", 1, Use.OPERAND_OF_CONDITION),
  /** What an item has at a place, or else another value. */
  IF_NOT_EXISTS("if_not_exists", 2, Use.OPERAND_OF_UPDATE),
  /** The elements of two lists. */
  LIST_APPEND("list_append", 2, Use.OPERAND_OF_UPDATE);

  /** Where a function can stand. */
  public enum Use {
    /** As a condition. */
    CONDITION,
    /** As an operand within a condition. */
    OPERAND_OF_CONDITION,
    /** As an operand of an update. */
    OPERAND_OF_UPDATE
  }

  private static final Map<String, ExpressionFunction> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ExpressionFunction::text, Function.identity()));

  private final String text;
  private final int operands;
  private final Use use;

  ExpressionFunction(String text, int operands, Use use) {
    this.text = text;
    this.operands = operands;
    this.use = use;
  }

  /** The function's name. */
  public String text() {
    return text;
  }

  /** Where the function can stand. */
  public Use use() {
    return use;
  }

  /** The function of a name, which is in lower case. */
  public static Optional<ExpressionFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * The function that a call names.
   *
   * @param wanted where the call stands
   * @throws InvalidExpressionException if there is none, or it cannot stand there
   */
  static ExpressionFunction called(Syntax.Call call, Use wanted) {
    ExpressionFunction function = BY_NAME.get(call.function());
    if (function == null) {
      throw new InvalidExpressionException("Invalid function name; function: " + call.function());
    }
    if (function.use == wanted) {
      return function;
    }
    boolean update = wanted == Use.OPERAND_OF_UPDATE;
    if (update != (function.use == Use.OPERAND_OF_UPDATE)) {
      throw new InvalidExpressionException(
          "The function is not allowed in "
              + (update ? "an update" : "a condition")
              + " expression; function: "
              + function.text);
    }
    throw new InvalidExpressionException(
        "The function is not allowed to be used this way in an expression; function: "
            + function.text);
  }

  /**
   * Refuses a call with more or fewer operands than the function has.
   *
   * @throws InvalidExpressionException if the numbers differ
   */
  void requireOperands(int number) {
    if (number != operands) {
      throw new InvalidExpressionException(
          "Incorrect number of operands for operator or function; operator or function: "
              + text
              + ", number of operands: "
              + number);
    }
  }
}
