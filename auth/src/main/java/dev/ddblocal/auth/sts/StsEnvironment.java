package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Objects;

/**
 * What the operations that make sessions work with.
 *
 * @param iamAccount the IAM account, whose roles nobody else can assume
 * @param sealer makes temporary credentials
 * @param roles knows the roles
 * @param policies knows the policies of callers
 */
public record StsEnvironment(
    AccountId iamAccount, SessionTokenSealer sealer, StoredRoles roles, PolicyRepository policies) {
  /** Refuses missing parts. */
  public StsEnvironment {
    Objects.requireNonNull(iamAccount, "iamAccount is null");
    Objects.requireNonNull(sealer, "sealer is null");
    Objects.requireNonNull(roles, "roles is null");
    Objects.requireNonNull(policies, "policies is null");
  }
}
