package dev.ddblocal.domain.identity;

import java.time.Instant;
import java.util.Map;
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
 * @param transitiveTags the session tags that sessions made from this one inherit
 */
public record SessionContext(
    Instant issuedAt,
    Instant expiresAt,
    Optional<SessionPolicies> policies,
    Optional<String> sourceIdentity,
    boolean multiFactor,
    Map<String, String> transitiveTags) {
  /** Refuses missing parts and copies the tags. */
  public SessionContext {
    Objects.requireNonNull(issuedAt, "issuedAt is null");
    Objects.requireNonNull(expiresAt, "expiresAt is null");
    Objects.requireNonNull(policies, "policies is null");
    Objects.requireNonNull(sourceIdentity, "sourceIdentity is null");
    transitiveTags = Map.copyOf(transitiveTags);
  }

  /** A session without transitive tags. */
  public SessionContext(
      Instant issuedAt,
      Instant expiresAt,
      Optional<SessionPolicies> policies,
      Optional<String> sourceIdentity,
      boolean multiFactor) {
    this(issuedAt, expiresAt, policies, sourceIdentity, multiFactor, Map.of());
  }
}
