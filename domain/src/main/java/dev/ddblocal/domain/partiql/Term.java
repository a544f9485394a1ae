package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Comparator;
import java.util.List;

/**
 * What stands in a statement's clauses, as it was written: conditions, operands and values are told
 * apart only when they are bound. It depends on the text alone, so that requests share it.
 */
sealed interface Term {
  /** Where it begins. */
  Position position();

  /**
   * A string.
   *
   * @param position where it begins
   * @param text its text
   */
  record Text(Position position, String text) implements Term {}

  /**
   * A number.
   *
   * @param position where it begins
   * @param text its text with its sign
   */
  record Decimal(Position position, String text) implements Term {}

  /**
   * {@code TRUE} or {@code FALSE}.
   *
   * @param position where it begins
   * @param value which of them
   */
  record Bool(Position position, boolean value) implements Term {}

  /**
   * {@code NULL}.
   *
   * @param position where it begins
   */
  record Null(Position position) implements Term {}

  /**
   * {@code MISSING}.
   *
   * @param position where it begins
   */
  record Missing(Position position) implements Term {}

  /**
   * {@code ?}.
   *
   * @param position where it begins
   * @param index which of the parameters it is, from 0
   */
  record Parameter(Position position, int index) implements Term {}

  /**
   * {@code [a, b]}.
   *
   * @param position where it begins
   * @param elements the elements
   */
  record ListOf(Position position, List<Term> elements) implements Term {}

  /**
   * {@code (a, b)}, or what stands in parentheses behind {@code IN}.
   *
   * @param position where it begins
   * @param elements the elements
   */
  record Row(Position position, List<Term> elements) implements Term {}

  /**
   * {@code <<a, b>>}.
   *
   * @param position where it begins
   * @param elements the elements
   */
  record Bag(Position position, List<Term> elements) implements Term {}

  /**
   * {@code {'a': b}}.
   *
   * @param position where it begins
   * @param members the members in their order
   */
  record Tuple(Position position, List<Member> members) implements Term {}

  /**
   * A member of a tuple.
   *
   * @param name what names it
   * @param value its value
   */
  record Member(Term name, Term value) {}

  /**
   * {@code a.b[0]}.
   *
   * @param position where it begins
   * @param steps at least one step, the first of which is a name
   */
  record Path(Position position, List<Step> steps) implements Term {}

  /** A step of a path. */
  sealed interface Step {
    /** Where it begins. */
    Position position();
  }

  /**
   * A name.
   *
   * @param position where it begins
   * @param text the name
   */
  record Name(Position position, String text) implements Step {}

  /**
   * What stands in brackets.
   *
   * @param position where the bracket begins
   * @param index the position in a list, or a name in single quotes
   */
  record Index(Position position, Term index) implements Step {}

  /**
   * A star behind a dot or in brackets.
   *
   * @param position where it begins
   */
  record Wildcard(Position position) implements Step {}

  /**
   * A function's call.
   *
   * @param position where it begins
   * @param function the name as it was written, a keyword in lower case
   * @param operands the operands; a star is none
   */
  record Call(Position position, String function, List<Term> operands) implements Term {}

  /**
   * {@code a + b} or {@code a - b}.
   *
   * @param position where the operator stands
   * @param symbol the operator
   * @param left the left operand
   * @param right the right operand
   */
  record Arithmetic(Position position, String symbol, Term left, Term right) implements Term {}

  /**
   * An operator of the grammar that the service does not have.
   *
   * @param position where the operator stands
   * @param symbol the operator
   */
  record Unsupported(Position position, String symbol) implements Term {}

  /**
   * {@code (SELECT ...)}.
   *
   * @param position where it begins
   */
  record Subquery(Position position) implements Term {}

  /**
   * A comparison.
   *
   * @param position where the comparator stands
   * @param left the left operand
   * @param comparator the comparator
   * @param right the right operand
   */
  record Comparison(Position position, Term left, Comparator comparator, Term right)
      implements Term {}

  /**
   * {@code a BETWEEN b AND c}.
   *
   * @param position where the operator stands
   * @param operand the operand
   * @param low the lower bound
   * @param high the upper bound
   */
  record Between(Position position, Term operand, Term low, Term high) implements Term {}

  /**
   * {@code a IN [b, c]}.
   *
   * @param position where the operator stands
   * @param operand the operand
   * @param candidates what holds the candidates
   */
  record In(Position position, Term operand, Term candidates) implements Term {}

  /**
   * {@code a IS MISSING}.
   *
   * @param position where the operator stands
   * @param operand the operand
   * @param type the type's name in lower case
   */
  record Is(Position position, Term operand, Token type) implements Term {}

  /**
   * {@code NOT a}.
   *
   * @param position where it begins
   * @param condition the condition
   */
  record Not(Position position, Term condition) implements Term {}

  /**
   * {@code a AND b}.
   *
   * @param position where the first begins
   * @param conditions at least two conditions
   */
  record And(Position position, List<Term> conditions) implements Term {}

  /**
   * {@code a OR b}.
   *
   * @param position where the first begins
   * @param conditions at least two conditions
   */
  record Or(Position position, List<Term> conditions) implements Term {}
}
