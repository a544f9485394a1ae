package dev.ddblocal.http.wire;

/**
 * A constraint that a value does not satisfy.
 *
 * @param kind the constraint's kind
 * @param constraint the constraint in DynamoDB's words, such as {@code Member must not be null}
 */
record Breach(Kind kind, String constraint) {
  /** A required member that is missing, or null where a collection's element must be. */
  static final Breach NULL = new Breach(Kind.NULL, "Member must not be null");

  /** The kinds of constraints. */
  enum Kind {
    NULL,
    MIN_LENGTH,
    MAX_LENGTH,
    MIN_VALUE,
    MAX_VALUE,
    PATTERN,
    ENUM
  }
}
