package dev.ddblocal.domain.expression;

import java.util.List;

/**
 * Which items a Query reads: the clauses that all hold, in the order of the request, at most one
 * for an attribute. Whether they fit a key schema is not known here.
 *
 * @param clauses at least one clause
 */
public record KeyCondition(List<KeyClause> clauses) {
  /** Takes a copy. */
  public KeyCondition {
    clauses = List.copyOf(clauses);
    if (clauses.isEmpty()) {
      throw new IllegalArgumentException("no clauses");
    }
  }
}
