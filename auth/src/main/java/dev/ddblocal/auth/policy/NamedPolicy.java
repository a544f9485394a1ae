package dev.ddblocal.auth.policy;

import java.util.Objects;

/**
 * A policy by the name that the audit log knows it by.
 *
 * @param name the policy's name or ARN
 * @param document its text as JSON, as it is stored
 */
public record NamedPolicy(String name, String document) {
  /** Refuses missing parts. */
  public NamedPolicy {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(document, "document is null");
  }
}
