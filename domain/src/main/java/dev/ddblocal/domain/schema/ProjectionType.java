package dev.ddblocal.domain.schema;

/** Which attributes an index holds besides the keys (model shape {@code ProjectionType}). */
public enum ProjectionType {
  /** All. */
  ALL,
  /** None. */
  KEYS_ONLY,
  /** Those that are listed. */
  INCLUDE
}
