package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.domain.port.QueryFault;
import java.util.List;

/** STS's errors in STS's words. */
final class StsFaults {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private StsFaults() {}

  static QueryFault validationError(String message) {
    return new QueryFault(BAD_REQUEST, "ValidationError", message);
  }

  static QueryFault invalidParameterValue(String message) {
    return new QueryFault(BAD_REQUEST, "InvalidParameterValue", message);
  }

  static QueryFault malformedPolicyDocument(String message) {
    return new QueryFault(BAD_REQUEST, "MalformedPolicyDocument", message);
  }

  /** Session policies, or session tags alone, that are too much for a token. */
  static QueryFault packedPolicyTooLarge(int percent, boolean hasPolicies) {
    return new QueryFault(
        BAD_REQUEST,
        "PackedPolicyTooLarge",
        hasPolicies
            ? "Packed policy consumes "
                + percent
                + "% of allotted space, please use smaller policy."
            : "Packed size of session tags consumes " + percent + "% of allotted space.");
  }

  /** Members that STS has and this server does not. */
  static QueryFault unsupported(List<String> members) {
    return validationError(
        "Parameters not supported by this server: " + String.join(", ", members));
  }

  static QueryFault accessDenied(String message) {
    return new QueryFault(FORBIDDEN, "AccessDenied", message);
  }

  /**
   * A caller whose policies do not allow what it wants. Unlike other services, STS says why only
   * where a statement denies it.
   */
  static QueryFault accessDenied(
      String principalArn, String action, String resource, Decision decision) {
    return accessDenied(
        decision instanceof Decision.ExplicitDeny
            ? AccessDenied.message(principalArn, action, resource, decision)
            : AccessDenied.withoutReason(principalArn, action, resource));
  }

  /** A session that wants what only long-term credentials may. */
  static QueryFault withSessionCredentials(String operation) {
    return accessDenied("Cannot call " + operation + " with session credentials");
  }

  /** An access key that does not exist. */
  static QueryFault invalidClientTokenId() {
    return new QueryFault(
        FORBIDDEN,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.");
  }

  /** A caller who asks too often. */
  static QueryFault throttling() {
    return new QueryFault(BAD_REQUEST, "Throttling", "Rate exceeded");
  }
}
