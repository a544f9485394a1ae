package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.identity.RoleRecord;
import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Says who may make which session. Roles can be assumed from another account where both sides
 * agree, whether or not tables can be shared; those of the IAM account never.
 */
final class StsAuthorizer {
  private final PolicyRepository policies;
  private final PolicyEvaluator evaluator;
  private final InstantSource clock;

  StsAuthorizer(PolicyRepository policies, AccountId iamAccount, InstantSource clock) {
    this.policies = Objects.requireNonNull(policies, "policies is null");
    this.evaluator = new PolicyEvaluator(CrossAccount.RESOURCE_POLICY, Optional.of(iamAccount));
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * Authorizes actions on a role, by its trust policy and the caller's own policies.
   *
   * @return completes if all are allowed; fails with a {@link dev.ddblocal.domain.port.QueryFault}
   *     AccessDenied for the first that is not
   */
  CompletionStage<Void> authorize(
      CallerIdentity caller, List<String> actions, RoleRecord role, RequestContext context) {
    NamedPolicy trustPolicy = new NamedPolicy(role.entity().arn(), role.trustPolicy());
    RequestContext all = CallerContext.of(caller, clock.instant()).and(context);
    return policies
        .policiesOf(caller)
        .thenAccept(own -> {
          for (String action : actions) {
            PolicyRequest request =
                new PolicyRequest(caller, role.account(), action, role.entity().arn(), all);
            require(request, evaluator.assume(own, trustPolicy, request));
          }
        });
  }

  /**
   * Authorizes actions on something of the caller's own account that has no policy itself.
   *
   * @return completes if all are allowed; fails with a {@link dev.ddblocal.domain.port.QueryFault}
   *     AccessDenied for the first that is not
   */
  CompletionStage<Void> authorize(
      CallerIdentity caller, List<String> actions, String resource, RequestContext context) {
    RequestContext all = CallerContext.of(caller, clock.instant()).and(context);
    AccountId account = caller.principal().accountId();
    return policies
        .policiesOf(caller)
        .thenAccept(own -> {
          for (String action : actions) {
            PolicyRequest request = new PolicyRequest(caller, account, action, resource, all);
            require(request, evaluator.evaluate(own, Optional.empty(), request));
          }
        });
  }

  private static void require(PolicyRequest request, Decision decision) {
    if (!(decision instanceof Decision.Allowed)) {
      throw StsFaults.accessDenied(
          request.caller().principal().arn(), request.action(), request.resource(), decision);
    }
  }
}
