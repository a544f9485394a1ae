package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.RequestOrigin;
import java.time.Instant;
import java.util.Objects;

/**
 * One decision on a request (spec: authentication, audit log). It holds nothing secret.
 *
 * @param time when it was made
 * @param origin where the request came from
 * @param accessKeyId the access key id that was presented; empty if there was none
 * @param principalArn who calls; empty if the request was not authenticated
 * @param account the caller's account; empty if the request was not authenticated
 * @param region the region of the call; empty if it is not known
 * @param action the IAM action; empty if the request did not get that far
 * @param resource the resource; empty if the request did not get that far
 * @param decision what was decided
 * @param reason the policy layer that decided, or the error code of a refused authentication
 * @param policy the deciding policy's name or ARN; empty if no policy decided
 * @param sid the deciding statement's Sid; empty if it has none
 */
public record AuditEvent(
    Instant time,
    RequestOrigin origin,
    String accessKeyId,
    String principalArn,
    String account,
    String region,
    String action,
    String resource,
    Outcome decision,
    String reason,
    String policy,
    String sid) {
  /** Refuses missing parts. */
  public AuditEvent {
    Objects.requireNonNull(time, "time is null");
    Objects.requireNonNull(origin, "origin is null");
    Objects.requireNonNull(accessKeyId, "accessKeyId is null");
    Objects.requireNonNull(principalArn, "principalArn is null");
    Objects.requireNonNull(account, "account is null");
    Objects.requireNonNull(region, "region is null");
    Objects.requireNonNull(action, "action is null");
    Objects.requireNonNull(resource, "resource is null");
    Objects.requireNonNull(decision, "decision is null");
    Objects.requireNonNull(reason, "reason is null");
    Objects.requireNonNull(policy, "policy is null");
    Objects.requireNonNull(sid, "sid is null");
  }

  /** What was decided. */
  public enum Outcome {
    /** The request is allowed. */
    ALLOWED,
    /** A policy denies it. */
    EXPLICIT_DENY,
    /** Nothing allows it. */
    IMPLICIT_DENY,
    /** Nobody can vouch for the request. */
    NOT_AUTHENTICATED
  }
}
