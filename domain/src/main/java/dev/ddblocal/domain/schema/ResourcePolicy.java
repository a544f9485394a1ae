package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.Objects;

/**
 * A resource-based policy.
 *
 * @param document the policy's text as it was sent
 * @param revisionId names this version of it; compared as a string
 * @param changedAt when it was put
 */
public record ResourcePolicy(String document, String revisionId, Instant changedAt) {
  /** Refuses missing parts. */
  public ResourcePolicy {
    Objects.requireNonNull(document, "document is null");
    Objects.requireNonNull(revisionId, "revisionId is null");
    Objects.requireNonNull(changedAt, "changedAt is null");
  }
}
