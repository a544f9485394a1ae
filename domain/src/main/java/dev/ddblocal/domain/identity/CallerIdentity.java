package dev.ddblocal.domain.identity;

import java.util.Objects;

/**
 * The outcome of authentication: who calls, with which key, and the region the call is for.
 *
 * @param principal who the request speaks for
 * @param accessKeyId the access key id that was presented; empty in {@code open} mode without one
 * @param region the region of the credential scope; a namespace of its own
 */
public record CallerIdentity(Principal principal, String accessKeyId, Region region) {
  /** Refuses missing parts. */
  public CallerIdentity {
    Objects.requireNonNull(principal, "principal is null");
    Objects.requireNonNull(accessKeyId, "accessKeyId is null");
    Objects.requireNonNull(region, "region is null");
  }
}
