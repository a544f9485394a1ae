package dev.ddblocal.domain.port;

import java.util.List;
import java.util.Objects;

/** What a request has for a condition key. */
public sealed interface ContextValue {
  /** The request does not have the key. */
  record Absent() implements ContextValue {}

  /**
   * The request should have the key, but what its value is cannot be told: a policy's Allow that
   * depends on it does not apply, its Deny does.
   */
  record Unknown() implements ContextValue {}

  /**
   * The value of a single-valued key.
   *
   * @param value the value
   */
  record One(String value) implements ContextValue {
    /** Refuses a missing value. */
    public One {
      Objects.requireNonNull(value, "value is null");
    }
  }

  /**
   * The values of a multivalued key; may be empty.
   *
   * @param values the values
   */
  record Many(List<String> values) implements ContextValue {
    /** Copies the list. */
    public Many {
      values = List.copyOf(values);
    }
  }

  /** The key is not there. */
  ContextValue ABSENT = new Absent();

  /** The value cannot be told. */
  ContextValue UNKNOWN = new Unknown();
}
