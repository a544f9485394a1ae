package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.auth.policy.RequestContext;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lets callers do what their policies allow; the first resource that they do not is reported. */
public final class PolicyActionAuthorizer implements ActionAuthorizer {
  private final PolicyRepository policies;
  private final PolicyEvaluator evaluator;
  private final InstantSource clock;

  /**
   * Creates the authorizer.
   *
   * @param policies knows the policies of callers
   * @param evaluator decides by them
   * @param clock the time
   */
  public PolicyActionAuthorizer(
      PolicyRepository policies, PolicyEvaluator evaluator, InstantSource clock) {
    this.policies = Objects.requireNonNull(policies, "policies is null");
    this.evaluator = Objects.requireNonNull(evaluator, "evaluator is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public CompletionStage<Void> authorize(
      CallerIdentity caller, String action, List<String> resources, RequestContext context) {
    RequestContext all = CallerContext.of(caller, clock.instant()).and(context);
    return policies
        .policiesOf(caller)
        .thenAccept(effective ->
            resources.forEach(resource -> check(effective, caller, action, resource, all)));
  }

  private void check(
      EffectivePolicies effective,
      CallerIdentity caller,
      String action,
      String resource,
      RequestContext context) {
    Decision decision =
        evaluator.evaluate(
            effective,
            Optional.empty(),
            new PolicyRequest(caller, caller.principal().accountId(), action, resource, context));
    if (!(decision instanceof Decision.Allowed)) {
      throw IamFaults.accessDenied(
          AccessDenied.message(caller.principal().arn(), action, resource, decision));
    }
  }
}
