package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a key condition of a condition that is sound as such. Key conditions are conditions on one
 * attribute each, joined by AND, with few operators.
 */
final class KeyConditions {
  private final List<KeyClause> clauses = new ArrayList<>();
  private final Set<String> attributes = new HashSet<>();

  private KeyConditions() {}

  /** The key condition that a condition is. */
  static KeyCondition of(Condition condition) {
    KeyConditions conditions = new KeyConditions();
    conditions.add(condition);
    return new KeyCondition(conditions.clauses);
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.And(List<Condition> parts) -> parts.forEach(this::add);
      case Condition.Comparison(Operand left, Comparator comparator, Operand right) ->
          addComparison(left, comparator, right);
      case Condition.Between(Operand operand, Operand low, Operand high) -> {
        String attribute = attribute("BETWEEN", operand, low, high);
        add(attribute, new KeyTest.Between(value(low), value(high)));
      }
      case Condition.BeginsWith(Operand operand, Operand prefix) -> {
        String attribute = attribute("begins_with", operand, prefix);
        add(attribute, new KeyTest.BeginsWith(value(prefix)));
      }
      case Condition.Or _ -> throw invalidOperator("OR");
      case Condition.Not _ -> throw invalidOperator("NOT");
      case Condition.In _ -> throw invalidOperator("IN");
      case Condition.AttributeExists _ -> throw invalidOperator("attribute_exists");
      case Condition.AttributeNotExists _ -> throw invalidOperator("attribute_not_exists");
      case Condition.AttributeType _ -> throw invalidOperator("attribute_type");
      case Condition.Contains _ -> throw invalidOperator("contains");
    }
  }

  private void addComparison(Operand left, Comparator comparator, Operand right) {
    if (comparator == Comparator.NOT_EQUAL) {
      throw invalidOperator(comparator.symbol());
    }
    if (left instanceof Operand.Value) {
      add(
          attribute(comparator.symbol(), right, left),
          KeyTest.of(comparator.mirrored(), value(left)));
    } else {
      add(attribute(comparator.symbol(), left, right), KeyTest.of(comparator, value(right)));
    }
  }

  private void add(String attribute, KeyTest test) {
    if (!attributes.add(attribute)) {
      throw new InvalidExpressionException(
          "KeyConditionExpressions must only contain one condition per key");
    }
    clauses.add(new KeyClause(attribute, test));
  }

  /** The attribute that a clause is about: its subject's, while all else are values. */
  private static String attribute(String operator, Operand subject, Operand... others) {
    List<Operand> operands = new ArrayList<>(List.of(others));
    operands.addFirst(subject);
    int paths = 0;
    for (Operand operand : operands) {
      if (operand instanceof Operand.Path(DocumentPath path)) {
        if (!path.isTopLevel()) {
          throw new InvalidExpressionException(
              "KeyConditionExpressions cannot have conditions on nested attributes");
        }
        paths++;
      } else if (!(operand instanceof Operand.Value)) {
        throw new InvalidExpressionException(
            "KeyConditionExpressions cannot contain nested operations");
      }
    }
    if (paths != 1) {
      throw invalidCondition(
          paths == 0
              ? "No key attribute specified"
              : "Multiple attribute names used in one condition");
    }
    if (subject instanceof Operand.Path(DocumentPath path)) {
      return path.attribute();
    }
    throw invalidCondition(operator + " operator must have the key attribute as its first operand");
  }

  private static AttributeValue value(Operand operand) {
    if (operand instanceof Operand.Value(AttributeValue value)) {
      return value;
    }
    throw new IllegalArgumentException("not a value");
  }

  private static InvalidExpressionException invalidOperator(String operator) {
    return new InvalidExpressionException(
        "Invalid operator used in KeyConditionExpression: " + operator);
  }

  private static InvalidExpressionException invalidCondition(String reason) {
    return new InvalidExpressionException("Invalid condition in KeyConditionExpression: " + reason);
  }
}
