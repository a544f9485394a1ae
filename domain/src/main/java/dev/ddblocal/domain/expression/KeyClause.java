package dev.ddblocal.domain.expression;

import java.util.Objects;

/**
 * What a key condition asks of one attribute.
 *
 * @param attribute the attribute's name
 * @param test what its value must be
 */
public record KeyClause(String attribute, KeyTest test) {
  /** Refuses missing parts. */
  public KeyClause {
    Objects.requireNonNull(attribute, "attribute is null");
    Objects.requireNonNull(test, "test is null");
  }
}
