package dev.ddblocal.auth.audit;

import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.Decision.StatementId;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.port.AuditEvent;
import dev.ddblocal.domain.port.AuditEvent.Outcome;
import dev.ddblocal.domain.port.AuditLog;
import java.time.InstantSource;
import java.util.Objects;

/** Makes the events of an audit log out of decisions, where the log wants any. */
public final class AuditTrail {
  /** The code by which the query protocol answers what is not allowed. */
  private static final String ACCESS_DENIED = "AccessDenied";

  private final AuditLog log;
  private final InstantSource clock;

  /** Events for the log. */
  public AuditTrail(AuditLog log, InstantSource clock) {
    this.log = Objects.requireNonNull(log, "log is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** Whether events are wanted at all. */
  public boolean isEnabled() {
    return log.isEnabled();
  }

  /**
   * Records what was decided on an action.
   *
   * @param caller who calls
   * @param action the IAM action
   * @param resource the resource
   * @param decision what was decided
   */
  public void decided(CallerIdentity caller, String action, String resource, Decision decision) {
    if (!log.isEnabled()) {
      return;
    }
    switch (decision) {
      case Decision.Allowed(StatementId by) ->
          record(caller, action, resource, Outcome.ALLOWED, "", by);
      case Decision.ExplicitDeny(var layer, StatementId by) ->
          record(caller, action, resource, Outcome.EXPLICIT_DENY, layer.text(), by);
      case Decision.ImplicitDeny(var layer) ->
          record(caller, action, resource, Outcome.IMPLICIT_DENY, layer.text(), StatementId.NONE);
    }
  }

  /**
   * Records that an action was refused for another reason than what policies say.
   *
   * @param caller who calls
   * @param action the IAM action
   * @param resource the resource
   * @param error what the caller is answered
   */
  public void refused(
      CallerIdentity caller, String action, String resource, DynamoDbException error) {
    if (log.isEnabled()) {
      record(
          caller,
          action,
          resource,
          Outcome.IMPLICIT_DENY,
          error.code().shapeName(),
          StatementId.NONE);
    }
  }

  /**
   * Records an action of STS or IAM by how it was answered.
   *
   * @param caller who calls
   * @param action the action, such as {@code iam:CreateUser}
   * @param errorCode the code of the error that was answered; empty if there was none
   */
  public void answered(CallerIdentity caller, String action, String errorCode) {
    if (log.isEnabled()) {
      Outcome outcome = errorCode.equals(ACCESS_DENIED) ? Outcome.IMPLICIT_DENY : Outcome.ALLOWED;
      record(caller, action, "", outcome, errorCode, StatementId.NONE);
    }
  }

  /**
   * Records that nobody could vouch for a request.
   *
   * @param origin where it came from
   * @param accessKeyId the access key id that it names; empty if it names none
   * @param region the region that it names; empty if it names none
   * @param error what the caller is answered
   */
  public void notAuthenticated(
      RequestOrigin origin, String accessKeyId, String region, DynamoDbException error) {
    if (log.isEnabled()) {
      log.record(
          new AuditEvent(
              clock.instant(),
              origin,
              accessKeyId,
              "",
              "",
              region,
              "",
              "",
              Outcome.NOT_AUTHENTICATED,
              error.code().shapeName(),
              "",
              ""));
    }
  }

  private void record(
      CallerIdentity caller,
      String action,
      String resource,
      Outcome outcome,
      String reason,
      StatementId by) {
    log.record(
        new AuditEvent(
            clock.instant(),
            caller.origin(),
            caller.accessKeyId(),
            caller.principal().arn(),
            caller.principal().accountId().value(),
            caller.region().value(),
            action,
            resource,
            outcome,
            reason,
            by.policy(),
            by.sid()));
  }
}
