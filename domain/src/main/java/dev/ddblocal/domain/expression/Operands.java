package dev.ddblocal.domain.expression;

import java.util.List;

/**
 * Makes operands of other operands, whichever language they were written in. What no item could
 * make fit is refused.
 */
public final class Operands {
  private Operands() {}

  /**
   * {@code left + right} or {@code left - right}.
   *
   * @param symbol the operator
   * @throws InvalidExpressionException if an operand is no number
   */
  public static Operand arithmetic(String symbol, Operand left, Operand right) {
    OperandTypes.require(OperandTypes.NUMBER, symbol, left);
    OperandTypes.require(OperandTypes.NUMBER, symbol, right);
    return symbol.equals("+") ? new Operand.Sum(left, right) : new Operand.Difference(left, right);
  }

  /**
   * What a function makes of its operands.
   *
   * @param function a function whose use is that of an operand
   * @throws InvalidExpressionException if the operands are not as many as the function has, or
   *     cannot fit
   */
  public static Operand call(ExpressionFunction function, List<Operand> operands) {
    function.requireOperands(operands.size());
    Operand first = operands.getFirst();
    return switch (function) {
      case SIZE -> {
        OperandTypes.require(OperandTypes.SIZED, function.text(), first);
        yield new Operand.Size(first);
      }
      case IF_NOT_EXISTS ->
          new Operand.IfNotExists(Conditions.requirePath(function, first), operands.get(1));
      case LIST_APPEND -> {
        OperandTypes.require(OperandTypes.LIST, function.text(), first);
        OperandTypes.require(OperandTypes.LIST, function.text(), operands.get(1));
        yield new Operand.ListAppend(first, operands.get(1));
      }
      case ATTRIBUTE_EXISTS, ATTRIBUTE_NOT_EXISTS, ATTRIBUTE_TYPE, BEGINS_WITH, CONTAINS ->
          throw new IllegalArgumentException(function + " is no operand");
    };
  }
}
