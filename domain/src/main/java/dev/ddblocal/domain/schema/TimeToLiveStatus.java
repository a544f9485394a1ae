package dev.ddblocal.domain.schema;

/** The state of the setting by which a table's items expire (model shape of that name). */
public enum TimeToLiveStatus {
  /** It is being made: items do not expire yet. */
  ENABLING,
  /** Items expire. */
  ENABLED,
  /** It is being unmade: items expire no more. */
  DISABLING,
  /** There is none. */
  DISABLED
}
