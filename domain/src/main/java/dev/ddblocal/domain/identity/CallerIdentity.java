package dev.ddblocal.domain.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of authentication: who calls, with which key, from where, and the region the call is
 * for.
 *
 * @param principal who the request speaks for
 * @param accessKeyId the access key id that was presented; empty in {@code open} mode without one
 * @param region the region of the credential scope; a namespace of its own
 * @param session what temporary credentials bring along; empty for long-term ones
 * @param origin where the request came from
 */
public record CallerIdentity(
    Principal principal,
    String accessKeyId,
    Region region,
    Optional<SessionContext> session,
    RequestOrigin origin) {
  /** Refuses missing parts. */
  public CallerIdentity {
    Objects.requireNonNull(principal, "principal is null");
    Objects.requireNonNull(accessKeyId, "accessKeyId is null");
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(session, "session is null");
    Objects.requireNonNull(origin, "origin is null");
  }

  /** A caller with long-term credentials within the process. */
  public CallerIdentity(Principal principal, String accessKeyId, Region region) {
    this(principal, accessKeyId, region, Optional.empty(), RequestOrigin.INTERNAL);
  }
}
