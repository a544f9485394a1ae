package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.Syntax.And;
import dev.ddblocal.domain.expression.Syntax.Between;
import dev.ddblocal.domain.expression.Syntax.Call;
import dev.ddblocal.domain.expression.Syntax.ConditionNode;
import dev.ddblocal.domain.expression.Syntax.In;
import dev.ddblocal.domain.expression.Syntax.Node;
import dev.ddblocal.domain.expression.Syntax.Not;
import dev.ddblocal.domain.expression.Syntax.OperandNode;
import dev.ddblocal.domain.expression.Syntax.Or;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses conditions. NOT binds before AND, AND before OR:
 *
 * <pre>
 *   condition  = operand comparator operand
 *              | operand BETWEEN operand AND operand
 *              | operand IN "(" operand *( "," operand ) ")"
 *              | call
 *              | "(" condition ")"
 *              | NOT condition
 *              | condition AND condition
 *              | condition OR condition
 * </pre>
 *
 * <p>Behind an opening parenthesis there may be a condition or an operand; which of them shows
 * itself at the closing one. Only parentheses and calls recur, to a depth that {@link TokenStream}
 * bounds.
 */
final class ConditionParser {
  private final TokenStream tokens;
  private final OperandParser operands;

  ConditionParser(TokenStream tokens) {
    this.tokens = tokens;
    operands = new OperandParser(tokens);
  }

  /**
   * What stands between two parentheses, or is about to.
   *
   * @param node a condition or an operand
   * @param grouped whether parentheses enclose all of it
   */
  private record Parsed(Node node, boolean grouped) {}

  /** A condition. */
  ConditionNode condition() {
    return asCondition(disjunction(false));
  }

  private Parsed disjunction(boolean operandAllowed) {
    Parsed first = conjunction(operandAllowed);
    if (tokens.peek() != TokenType.OR) {
      return first;
    }
    List<ConditionNode> conditions = new ArrayList<>();
    conditions.add(asCondition(first));
    while (tokens.accept(TokenType.OR)) {
      tokens.countOperator();
      conditions.add(asCondition(conjunction(false)));
    }
    return new Parsed(new Or(List.copyOf(conditions)), false);
  }

  private Parsed conjunction(boolean operandAllowed) {
    Parsed first = negation(operandAllowed);
    if (tokens.peek() != TokenType.AND) {
      return first;
    }
    List<ConditionNode> conditions = new ArrayList<>();
    conditions.add(asCondition(first));
    while (tokens.accept(TokenType.AND)) {
      tokens.countOperator();
      conditions.add(asCondition(negation(false)));
    }
    return new Parsed(new And(List.copyOf(conditions)), false);
  }

  private Parsed negation(boolean operandAllowed) {
    if (tokens.peek() != TokenType.NOT) {
      return primary(operandAllowed);
    }
    boolean negated = false;
    while (tokens.accept(TokenType.NOT)) {
      tokens.countOperator();
      negated = !negated;
    }
    ConditionNode condition = asCondition(primary(false));
    return new Parsed(negated ? new Not(condition) : condition, false);
  }

  /**
   * A comparison, a call or a group.
   *
   * @param operandAllowed whether an operand before a closing parenthesis will do
   */
  private Parsed primary(boolean operandAllowed) {
    Parsed first =
        tokens.peek() == TokenType.LEFT_PARENTHESIS
            ? group()
            : new Parsed(operands.plainOperand(), false);
    if (!(first.node() instanceof OperandNode operand)) {
      return first;
    }
    Comparator comparator = comparator();
    if (comparator != null) {
      tokens.take();
      tokens.countOperator();
      return new Parsed(new Syntax.Comparison(operand, comparator, operands.operand()), false);
    }
    if (tokens.accept(TokenType.BETWEEN)) {
      return new Parsed(between(operand), false);
    }
    if (tokens.accept(TokenType.IN)) {
      tokens.countOperator();
      return new Parsed(new In(operand, operands.operandsInParentheses()), false);
    }
    if (operand instanceof Call
        || (operandAllowed && tokens.peek() == TokenType.RIGHT_PARENTHESIS)) {
      return first;
    }
    throw tokens.unexpected();
  }

  private Between between(OperandNode operand) {
    tokens.countOperator();
    OperandNode low = operands.operand();
    tokens.expect(TokenType.AND);
    return new Between(operand, low, operands.operand());
  }

  private Parsed group() {
    tokens.open();
    Parsed inner = disjunction(true);
    tokens.close();
    if (inner.grouped()) {
      tokens.foundRedundantParentheses();
    }
    return new Parsed(inner.node(), true);
  }

  private Comparator comparator() {
    return switch (tokens.peek()) {
      case EQUAL -> Comparator.EQUAL;
      case NOT_EQUAL -> Comparator.NOT_EQUAL;
      case LESS -> Comparator.LESS;
      case LESS_OR_EQUAL -> Comparator.LESS_OR_EQUAL;
      case GREATER -> Comparator.GREATER;
      case GREATER_OR_EQUAL -> Comparator.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private ConditionNode asCondition(Parsed parsed) {
    if (parsed.node() instanceof ConditionNode condition) {
      return condition;
    }
    throw tokens.unexpected();
  }
}
