package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Comparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parses conditions and the operators in them. NOT binds before AND, AND before OR:
 *
 * <pre>
 *   condition = condition OR condition | condition AND condition | NOT condition | test
 *   test      = sum comparator sum
 *             | sum [ NOT ] BETWEEN sum AND sum
 *             | sum [ NOT ] IN ( list | "(" sum *( "," sum ) ")" )
 *             | sum IS [ NOT ] ( MISSING | NULL | type )
 *             | sum
 *   sum       = factor *( ( "+" | "-" ) factor )
 * </pre>
 *
 * <p>Everything is a term here, so that a statement that is not well formed is refused before one
 * whose terms do not fit.
 */
final class TermParser {
  private static final Map<String, Comparator> COMPARATORS =
      Map.of(
          "=", Comparator.EQUAL,
          "<>", Comparator.NOT_EQUAL,
          "!=", Comparator.NOT_EQUAL,
          "<", Comparator.LESS,
          "<=", Comparator.LESS_OR_EQUAL,
          ">", Comparator.GREATER,
          ">=", Comparator.GREATER_OR_EQUAL);

  private final TokenStream tokens;
  private final FactorParser factors;

  /**
   * Creates the parser.
   *
   * @param subquery parses a SELECT that stands in parentheses
   */
  TermParser(TokenStream tokens, Runnable subquery) {
    this.tokens = tokens;
    factors = new FactorParser(tokens, this, subquery);
  }

  /** A condition, or any other term. */
  Term condition() {
    Term first = conjunction();
    if (!tokens.next("or")) {
      return first;
    }
    List<Term> conditions = new ArrayList<>(List.of(first));
    while (tokens.accept("or")) {
      tokens.countOperator();
      conditions.add(conjunction());
    }
    return new Term.Or(first.position(), List.copyOf(conditions));
  }

  private Term conjunction() {
    Term first = negation();
    if (!tokens.next("and")) {
      return first;
    }
    List<Term> conditions = new ArrayList<>(List.of(first));
    while (tokens.accept("and")) {
      tokens.countOperator();
      conditions.add(negation());
    }
    return new Term.And(first.position(), List.copyOf(conditions));
  }

  private Term negation() {
    Position position = tokens.peek().position();
    boolean any = false;
    boolean negated = false;
    while (tokens.accept("not")) {
      tokens.countOperator();
      any = true;
      negated = !negated;
    }
    Term condition = test();
    // Twice negated it must still be a condition, which a third of its kind would be.
    return !any
        ? condition
        : negated
            ? new Term.Not(position, condition)
            : new Term.Not(position, new Term.Not(position, condition));
  }

  private Term test() {
    Term operand = sum();
    Token token = tokens.peek();
    Comparator comparator =
        token.type() == TokenType.OPERATOR ? COMPARATORS.get(token.text()) : null;
    if (comparator != null) {
      tokens.take();
      tokens.countOperator();
      return new Term.Comparison(token.position(), operand, comparator, sum());
    }
    if (tokens.accept("is")) {
      return is(token.position(), operand);
    }
    boolean negated = tokens.accept("not");
    Token operator = tokens.peek();
    Term test =
        switch (operator.type() == TokenType.KEYWORD ? operator.text() : "") {
          case "between" -> between(operand);
          case "in" -> in(operand);
          case "like" -> like();
          default -> {
            if (negated) {
              throw Refusal.leftover();
            }
            yield operand;
          }
        };
    return negated ? new Term.Not(token.position(), test) : test;
  }

  private Term between(Term operand) {
    Position position = tokens.take().position();
    tokens.countOperator();
    Term low = sum();
    tokens.expect("and", "Expected AND after BETWEEN");
    return new Term.Between(position, operand, low, sum());
  }

  private Term in(Term operand) {
    Position position = tokens.take().position();
    tokens.countOperator();
    Term candidates = tokens.next(TokenType.LEFT_PARENTHESIS) ? factors.row() : factors.factor();
    return new Term.In(position, operand, candidates);
  }

  private Term like() {
    Position position = tokens.take().position();
    sum();
    if (tokens.accept("escape")) {
      sum();
    }
    return new Term.Unsupported(position, "LIKE");
  }

  private Term is(Position position, Term operand) {
    tokens.countOperator();
    boolean negated = tokens.accept("not");
    Token type = tokens.peek();
    if (type.type() != TokenType.KEYWORD && type.type() != TokenType.IDENTIFIER) {
      throw Refusal.notWellFormed("Expected type name");
    }
    tokens.take();
    Token lower = new Token(type.type(), type.text().toLowerCase(Locale.ROOT), type.position());
    Term test = new Term.Is(position, operand, lower);
    return negated ? new Term.Not(position, test) : test;
  }

  /** Operands with arithmetic between them. */
  Term sum() {
    Term left = product();
    while (tokens.nextOperator("+") || tokens.nextOperator("-") || tokens.nextOperator("||")) {
      Token operator = tokens.take();
      tokens.countOperator();
      Term right = product();
      left =
          operator.text().equals("||")
              ? new Term.Unsupported(operator.position(), operator.text())
              : new Term.Arithmetic(operator.position(), operator.text(), left, right);
    }
    return left;
  }

  private Term product() {
    Term left = factors.factor();
    while (tokens.next(TokenType.STAR) || tokens.nextOperator("/") || tokens.nextOperator("%")) {
      Token operator = tokens.take();
      factors.factor();
      left = new Term.Unsupported(operator.position(), operator.text());
    }
    return left;
  }

  /** A path, or whatever other term but a call stands there. */
  Term path() {
    return tokens.nextName() ? factors.path() : factors.factor();
  }
}
