package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Optional;

/** Tries actions against the policies of a user, role or group, and others with them. */
final class SimulatePrincipalPolicy extends TransactionalOperation {
  private final PolicyEvaluator evaluator;

  SimulatePrincipalPolicy(IamEnvironment environment) {
    super("SimulatePrincipalPolicy", environment);
    this.evaluator =
        new PolicyEvaluator(
            CrossAccount.RESOURCE_POLICY, Optional.of(environment.iamAccount()));
  }

  @Override
  public List<String> resources(IamCall call) {
    return PolicySource.resources(call);
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    PolicySource source = PolicySource.require(transaction, call);
    return new SimulationParameters(transaction, call)
        .simulate(evaluator, source.policies(), source.boundary(), source.principal());
  }
}
