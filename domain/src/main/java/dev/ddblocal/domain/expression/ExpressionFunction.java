package dev.ddblocal.domain.expression;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions of the language. Their names are in lower case only. */
enum ExpressionFunction {
  ATTRIBUTE_EXISTS("attribute_exists", 1, Use.CONDITION),
  ATTRIBUTE_NOT_EXISTS("attribute_not_exists", 1, Use.CONDITION),
  ATTRIBUTE_TYPE("attribute_type", 2, Use.CONDITION),
  BEGINS_WITH("begins_with", 2, Use.CONDITION),
  CONTAINS("contains", 2, Use.CONDITION),
  SIZE("size", 1, Use.OPERAND_OF_CONDITION),
  IF_NOT_EXISTS("if_not_exists", 2, Use.OPERAND_OF_UPDATE),
  LIST_APPEND("list_append", 2, Use.OPERAND_OF_UPDATE);

  /** Where a function can stand. */
  enum Use {
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
  String text() {
    return text;
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
