package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.EntityType;
import dev.ddblocal.auth.identity.IdentityEntity;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.PolicySizeLimit;

/** The inline policy that a call names. */
final class InlinePolicies {
  /** The parameter with the policy's name. */
  static final String POLICY_NAME = "PolicyName";

  private InlinePolicies() {}

  /** How large all inline policies of an entity may be together. */
  static PolicySizeLimit sizeLimit(EntityType type) {
    return switch (type) {
      case USER -> PolicySizeLimit.USER_INLINE;
      case ROLE -> PolicySizeLimit.ROLE_INLINE;
      case GROUP -> PolicySizeLimit.GROUP_INLINE;
    };
  }

  /** The policy's name in the call. */
  static String policyName(IamCall call) {
    return IamNames.require(call.parameters(), POLICY_NAME, IamNames.LONGEST_EXISTING_NAME);
  }

  /**
   * The policy that the call names.
   *
   * @throws dev.ddblocal.domain.port.QueryFault NoSuchEntity
   */
  static IdentityRecord require(
      IdentityTransaction transaction, IdentityEntity entity, String policyName) {
    EntityType type = entity.type();
    return transaction
        .get(entity.record().partition(), type.inlinePolicySort(entity.name(), policyName))
        .orElseThrow(() -> PolicyFaults.noSuchInlinePolicy(type, policyName));
  }
}
