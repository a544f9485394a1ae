package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import java.util.regex.Pattern;

/** The version of a managed policy that a call names. */
final class RequestedVersion {
  private static final Pattern FORM = Pattern.compile("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
  private static final Pattern NUMBER = Pattern.compile("v[1-9][0-9]{0,8}");

  private RequestedVersion() {}

  /**
   * The version's id in the call.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError
   */
  static String id(IamCall call) {
    String id = call.parameters().require("VersionId");
    if (!FORM.matcher(id).matches()) {
      throw QueryParameters.violation(
          id, "VersionId", "Member must satisfy regular expression pattern: " + FORM);
    }
    return id;
  }

  /**
   * The version that the call names.
   *
   * @throws dev.ddblocal.domain.port.QueryFault a ValidationError or NoSuchEntity
   */
  static PolicyVersion require(
      IdentityTransaction transaction, IamCall call, ManagedPolicy policy) {
    String id = id(call);
    if (!NUMBER.matcher(id).matches()) {
      throw PolicyFaults.noSuchVersion(policy.arn().toString(), id);
    }
    return ManagedPolicies.version(transaction, policy, Integer.parseInt(id.substring(1)))
        .orElseThrow(() -> PolicyFaults.noSuchVersion(policy.arn().toString(), id));
  }
}
