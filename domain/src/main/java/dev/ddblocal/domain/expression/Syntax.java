package dev.ddblocal.domain.expression;

import java.util.List;

/**
 * What an expression's text says, before its placeholders have a meaning. It depends on the text
 * alone, so that requests share it.
 */
sealed interface Syntax {
  /** A condition or an operand; only what stands around a function call tells which it is. */
  sealed interface Node {}

  /** What an operator or function works on. */
  sealed interface OperandNode extends Node {}

  /** Something that holds or does not hold. */
  sealed interface ConditionNode extends Node {}

  /**
   * A document path.
   *
   * @param steps at least one step, of which the first is a name
   */
  record Path(List<Step> steps) implements OperandNode {}

  /** A step of a document path. */
  sealed interface Step {}

  /**
   * A name as it is.
   *
   * @param text the name
   */
  record Name(String text) implements Step {}

  /**
   * A name's placeholder.
   *
   * @param placeholder the placeholder with its {@code #}
   */
  record NamePlaceholder(String placeholder) implements Step {}

  /**
   * A position in a list.
   *
   * @param digits its digits, as many as there are
   */
  record Position(String digits) implements Step {}

  /**
   * A value's placeholder.
   *
   * @param placeholder the placeholder with its {@code :}
   */
  record Value(String placeholder) implements OperandNode {}

  /**
   * A function's call.
   *
   * @param function the name as it was written
   * @param operands at least one operand
   */
  record Call(String function, List<OperandNode> operands) implements OperandNode, ConditionNode {}

  /**
   * {@code left + right} or {@code left - right}.
   *
   * @param symbol the operator
   * @param left the left operand
   * @param right the right operand
   */
  record Arithmetic(String symbol, OperandNode left, OperandNode right) implements OperandNode {}

  /**
   * A comparison.
   *
   * @param left the left operand
   * @param comparator the comparator
   * @param right the right operand
   */
  record Comparison(OperandNode left, Comparator comparator, OperandNode right)
      implements ConditionNode {}

  /**
   * {@code operand BETWEEN low AND high}.
   *
   * @param operand the operand
   * @param low the lower bound
   * @param high the upper bound
   */
  record Between(OperandNode operand, OperandNode low, OperandNode high) implements ConditionNode {}

  /**
   * {@code operand IN (candidate, ...)}.
   *
   * @param operand the operand
   * @param candidates at least one candidate
   */
  record In(OperandNode operand, List<OperandNode> candidates) implements ConditionNode {}

  /**
   * {@code NOT condition}.
   *
   * @param condition the condition
   */
  record Not(ConditionNode condition) implements ConditionNode {}

  /**
   * Conditions that are joined by AND.
   *
   * @param conditions at least two conditions
   */
  record And(List<ConditionNode> conditions) implements ConditionNode {}

  /**
   * Conditions that are joined by OR.
   *
   * @param conditions at least two conditions
   */
  record Or(List<ConditionNode> conditions) implements ConditionNode {}

  /**
   * The text of a condition, a filter or a key condition.
   *
   * @param condition what it says
   */
  record ConditionText(ConditionNode condition) implements Syntax {}

  /**
   * The text of a projection.
   *
   * @param paths at least one path
   */
  record ProjectionText(List<Path> paths) implements Syntax {}

  /**
   * The text of an update.
   *
   * @param actions at least one action, in their order
   */
  record UpdateText(List<Action> actions) implements Syntax {}

  /** An action of an update. */
  sealed interface Action {
    /** What it changes. */
    Path path();
  }

  /**
   * An action of the SET section.
   *
   * @param path what it changes
   * @param value what is put there
   */
  record SetAction(Path path, OperandNode value) implements Action {}

  /**
   * An action of the REMOVE section.
   *
   * @param path what it changes
   */
  record RemoveAction(Path path) implements Action {}

  /**
   * An action of the ADD section.
   *
   * @param path what it changes
   * @param value what is added
   */
  record AddAction(Path path, Value value) implements Action {}

  /**
   * An action of the DELETE section.
   *
   * @param path what it changes
   * @param value what is taken out
   */
  record DeleteAction(Path path, Value value) implements Action {}

  /**
   * A text that no request can use.
   *
   * @param reason why, without the parameter's name
   */
  record Refused(String reason) implements Syntax {}
}
