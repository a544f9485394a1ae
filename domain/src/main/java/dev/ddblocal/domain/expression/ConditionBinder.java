package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.ExpressionFunction.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes conditions of their syntax and a request's names and values, from left to right; the first
 * fault is refused. A condition's operands come before the condition itself.
 */
final class ConditionBinder {
  private final PlaceholderBinding placeholders;

  ConditionBinder(PlaceholderBinding placeholders) {
    this.placeholders = placeholders;
  }

  /** The condition. */
  Condition condition(Syntax.ConditionNode node) {
    return switch (node) {
      case Syntax.And(List<Syntax.ConditionNode> conditions) -> new Condition.And(all(conditions));
      case Syntax.Or(List<Syntax.ConditionNode> conditions) -> new Condition.Or(all(conditions));
      case Syntax.Not(Syntax.ConditionNode condition) -> new Condition.Not(condition(condition));
      case Syntax.Comparison comparison -> comparison(comparison);
      case Syntax.Between between -> between(between);
      case Syntax.In in -> in(in);
      case Syntax.Call call -> function(call);
    };
  }

  private List<Condition> all(List<Syntax.ConditionNode> nodes) {
    List<Condition> conditions = new ArrayList<>(nodes.size());
    for (Syntax.ConditionNode node : nodes) {
      conditions.add(condition(node));
    }
    return conditions;
  }

  private Operand operand(Syntax.OperandNode node) {
    return switch (node) {
      case Syntax.Path path -> new Operand.Path(placeholders.path(path));
      case Syntax.Value value -> new Operand.Value(placeholders.value(value));
      case Syntax.Call call -> size(call);
      case Syntax.Arithmetic _ ->
          throw new IllegalArgumentException("arithmetic stands in updates only");
    };
  }

  private List<Operand> operands(List<Syntax.OperandNode> nodes) {
    List<Operand> operands = new ArrayList<>(nodes.size());
    for (Syntax.OperandNode node : nodes) {
      operands.add(operand(node));
    }
    return operands;
  }

  /** The one function that is an operand of conditions. */
  private Operand size(Syntax.Call call) {
    ExpressionFunction size = ExpressionFunction.called(call, Use.OPERAND_OF_CONDITION);
    return Operands.call(size, operands(call.operands()));
  }

  private Condition comparison(Syntax.Comparison node) {
    Operand left = operand(node.left());
    return Conditions.comparison(left, node.comparator(), operand(node.right()));
  }

  private Condition between(Syntax.Between node) {
    List<Operand> operands = operands(List.of(node.operand(), node.low(), node.high()));
    return Conditions.between(operands.getFirst(), operands.get(1), operands.get(2));
  }

  private Condition in(Syntax.In node) {
    Operand operand = operand(node.operand());
    return Conditions.in(operand, operands(node.candidates()));
  }

  private Condition function(Syntax.Call call) {
    ExpressionFunction function = ExpressionFunction.called(call, Use.CONDITION);
    return Conditions.call(function, operands(call.operands()));
  }
}
