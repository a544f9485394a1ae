package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.identity.ManagedPolicyRecord;
import dev.ddblocal.auth.identity.RecordVersion;
import dev.ddblocal.domain.port.QueryFault;
import java.util.List;

/** The managed policy that a call names. */
final class RequestedPolicy {
  /** The parameter with the policy's ARN. */
  static final String POLICY_ARN = "PolicyArn";

  private static final int SHORTEST_ARN = 20;
  private static final int LONGEST_ARN = 2_048;

  private RequestedPolicy() {}

  /**
   * The ARN in the call.
   *
   * @throws QueryFault a ValidationError or InvalidInput
   */
  static String arn(IamCall call) {
    return checked(call.parameters().require(POLICY_ARN), POLICY_ARN);
  }

  /**
   * Checks an ARN.
   *
   * @throws QueryFault a ValidationError or InvalidInput
   */
  static String checked(String arn, String member) {
    if (arn.length() < SHORTEST_ARN) {
      throw QueryParameters.violation(
          arn, member, "Member must have length greater than or equal to " + SHORTEST_ARN);
    }
    if (arn.length() > LONGEST_ARN) {
      throw QueryParameters.violation(
          arn, member, "Member must have length less than or equal to " + LONGEST_ARN);
    }
    if (PolicyArn.parse(arn).isEmpty()) {
      throw PolicyFaults.invalidArn(arn);
    }
    return arn;
  }

  /** What a call works on that names a policy. */
  static List<String> resources(IamCall call) {
    return List.of(arn(call));
  }

  /**
   * The policy that the call names.
   *
   * @throws QueryFault a ValidationError, InvalidInput or NoSuchEntity
   */
  static ManagedPolicy require(IdentityTransaction transaction, IamCall call) {
    String arn = arn(call);
    return ManagedPolicies.find(transaction, call.account(), arn)
        .orElseThrow(() -> PolicyFaults.notFound(arn));
  }

  /**
   * The record of the policy that the call names and wants to change.
   *
   * @throws QueryFault a ValidationError, InvalidInput or NoSuchEntity
   */
  static ManagedPolicyRecord requireOwned(IdentityTransaction transaction, IamCall call) {
    PolicyArn arn = PolicyArn.parse(arn(call)).orElseThrow();
    if (!arn.owner().equals(call.account().value())) {
      throw PolicyFaults.notOwned();
    }
    return require(transaction, call).record().orElseThrow();
  }

  /** Makes other changes of the same policy meet this one. */
  static void touch(IdentityTransaction transaction, ManagedPolicy policy) {
    policy
        .record()
        .map(ManagedPolicyRecord::record)
        .ifPresent(record ->
            transaction.add(new IdentityChange.Replace(record, RecordVersion.next(record))));
  }
}
