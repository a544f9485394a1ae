package dev.ddblocal.domain.expression;

/** The parameters of requests that are expressions. */
enum ExpressionKind {
  /** What an item must be for a write to happen. */
  CONDITION("ConditionExpression"),
  /** Which of the items read are answered. */
  FILTER("FilterExpression"),
  /** Which items a Query reads. */
  KEY_CONDITION("KeyConditionExpression"),
  /** Which parts of an item are answered. */
  PROJECTION("ProjectionExpression"),
  /** What an update does. */
  UPDATE("UpdateExpression");

  private final String parameter;

  ExpressionKind(String parameter) {
    this.parameter = parameter;
  }

  /** The text that refuses an expression of this kind. */
  String invalid(String reason) {
    return "Invalid " + parameter + ": " + reason;
  }
}
