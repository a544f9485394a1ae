package dev.ddblocal.domain.item;

/** What a failed condition answers (model shape of that name). */
public enum ReturnValuesOnConditionCheckFailure {
  /** The whole item. */
  ALL_OLD,
  /** Nothing. */
  NONE
}
