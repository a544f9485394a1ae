package dev.ddblocal.domain.schema;

/** The type of a key attribute (model shape {@code ScalarAttributeType}). */
public enum ScalarAttributeType {
  /** String. */
  S,
  /** Number. */
  N,
  /** Binary. */
  B
}
