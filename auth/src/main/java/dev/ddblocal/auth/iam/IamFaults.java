package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.port.QueryFault;

/** IAM's errors in IAM's words. */
public final class IamFaults {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private IamFaults() {}

  /** Something that is not there. */
  public static QueryFault noSuchEntity(String message) {
    return new QueryFault(NOT_FOUND, "NoSuchEntity", message);
  }

  /** A user that is not there. */
  public static QueryFault noSuchUser(String name) {
    return noSuchEntity("The user with name " + name + " cannot be found.");
  }

  /** An access key that is not there. */
  public static QueryFault noSuchAccessKey(String id) {
    return noSuchEntity("The Access Key with id " + id + " cannot be found");
  }

  /**
   * Something that is there already.
   *
   * @param what its kind, beginning in upper case
   * @param name its name
   */
  public static QueryFault alreadyExists(String what, String name) {
    return new QueryFault(
        CONFLICT, "EntityAlreadyExists", what + " with name " + name + " already exists.");
  }

  /** More than the quota allows. */
  public static QueryFault quotaExceeded(String quota, int limit) {
    return new QueryFault(
        CONFLICT, "LimitExceeded", "Cannot exceed quota for " + quota + ": " + limit);
  }

  /**
   * Something that cannot be deleted yet.
   *
   * @param first what has to go first, such as {@code delete access keys}
   */
  public static QueryFault deleteConflict(String first) {
    return new QueryFault(
        CONFLICT, "DeleteConflict", "Cannot delete entity, must " + first + " first.");
  }

  /** Input that breaks a rule beyond the constraints of single members. */
  public static QueryFault invalidInput(String message) {
    return new QueryFault(BAD_REQUEST, "InvalidInput", message);
  }

  /** A request that breaks a constraint. */
  public static QueryFault validationError(String message) {
    return new QueryFault(BAD_REQUEST, "ValidationError", message);
  }

  /** Others changed the same again and again. */
  public static QueryFault concurrentModification() {
    return new QueryFault(
        CONFLICT,
        "ConcurrentModification",
        "The request was rejected because multiple requests to change this object were submitted"
            + " simultaneously. Wait a few minutes and submit your request again.");
  }

  /** A caller who may not. */
  public static QueryFault accessDenied(String message) {
    return new QueryFault(FORBIDDEN, "AccessDenied", message);
  }

  /** A session of GetSessionToken or GetFederationToken that calls IAM. */
  static QueryFault sessionWithoutIam(CallerIdentity caller, String action, String resource) {
    return accessDenied(
        AccessDenied.withoutReason(caller.principal().arn(), action, resource)
            + " because sessions of GetSessionToken and GetFederationToken cannot call IAM");
  }
}
