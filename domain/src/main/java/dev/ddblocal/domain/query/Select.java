package dev.ddblocal.domain.query;

/** Which attributes Query and Scan answer (model shape {@code Select}). */
public enum Select {
  /** Every attribute of each item. */
  ALL_ATTRIBUTES,
  /** Every attribute that the index holds. */
  ALL_PROJECTED_ATTRIBUTES,
  /** Those that are listed. */
  SPECIFIC_ATTRIBUTES,
  /** None: only how many items there are. */
  COUNT
}
