package dev.ddblocal.domain.schema;

/** The role of a key attribute (model shape {@code KeyType}). */
public enum KeyType {
  /** The partition key. */
  HASH,
  /** The sort key. */
  RANGE
}
