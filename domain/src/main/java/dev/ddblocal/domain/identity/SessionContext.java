package dev.ddblocal.domain.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is special about a caller with temporary credentials.
 *
 * @param issuedAt when STS issued them
 * @param expiresAt when they end
 * @param policies the session policies; empty if none limit the session
 * @param sourceIdentity the source identity that was set, if any
 * @param multiFactor whether the session was made with multi-factor authentication
 */
public record SessionContext(
    Instant issuedAt,
    Instant expiresAt,
    Optional<SessionPolicies> policies,
    Optional<String> sourceIdentity,
    boolean multiFactor) {
  /** Refuses missing parts. */
  public SessionContext {
    Objects.requireNonNull(issuedAt, "issuedAt is null");
    Objects.requireNonNull(expiresAt, "expiresAt is null");
    Objects.requireNonNull(policies, "policies is null");
    Objects.requireNonNull(sourceIdentity, "sourceIdentity is null");
  }
}
