package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.ExpressionFunction.Use;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes conditions of their syntax and a request's names and values, from left to right; the first
 * fault is refused. A condition's operands come before the condition itself.
 */
final class ConditionBinder {
  private static final int MAX_IN_OPERANDS = 100;
  private static final Set<String> ATTRIBUTE_TYPES =
      Set.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL");

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
    List<Operand> operands = operands(call.operands());
    size.requireOperands(operands.size());
    OperandTypes.require(OperandTypes.SIZED, size.text(), operands.getFirst());
    return new Operand.Size(operands.getFirst());
  }

  private Condition comparison(Syntax.Comparison node) {
    Operand left = operand(node.left());
    Operand right = operand(node.right());
    Comparator comparator = node.comparator();
    if (comparator.isOrdering()) {
      OperandTypes.require(OperandTypes.ORDERED, comparator.symbol(), left);
      OperandTypes.require(OperandTypes.ORDERED, comparator.symbol(), right);
    }
    requireDistinct(comparator.symbol(), left, List.of(right));
    return new Condition.Comparison(left, comparator, right);
  }

  private Condition between(Syntax.Between node) {
    List<Operand> operands = operands(List.of(node.operand(), node.low(), node.high()));
    for (Operand operand : operands) {
      OperandTypes.require(OperandTypes.ORDERED, "BETWEEN", operand);
    }
    Operand low = operands.get(1);
    Operand high = operands.get(2);
    if (low instanceof Operand.Value(AttributeValue lowest)
        && high instanceof Operand.Value(AttributeValue highest)) {
      requireBounds(lowest, highest);
    }
    requireDistinct("BETWEEN", operands.getFirst(), List.of(low, high));
    return new Condition.Between(operands.getFirst(), low, high);
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

  private Condition in(Syntax.In node) {
    Operand operand = operand(node.operand());
    List<Operand> candidates = operands(node.candidates());
    if (candidates.size() > MAX_IN_OPERANDS) {
      throw new InvalidExpressionException(
          "The IN operator is provided with too many operands; number of operands: "
              + candidates.size());
    }
    requireDistinct("IN", operand, candidates);
    return new Condition.In(operand, candidates);
  }

  private Condition function(Syntax.Call call) {
    ExpressionFunction function = ExpressionFunction.called(call, Use.CONDITION);
    List<Operand> operands = operands(call.operands());
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
          throw new IllegalStateException(function + " is no condition");
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
