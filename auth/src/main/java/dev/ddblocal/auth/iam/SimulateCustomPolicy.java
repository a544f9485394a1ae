package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.identity.IdentityTransaction;
import dev.ddblocal.auth.policy.CrossAccount;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.domain.port.QueryReply;
import java.util.List;
import java.util.Optional;

/** Tries actions against policies that are handed over. */
final class SimulateCustomPolicy extends TransactionalOperation {
  private final PolicyEvaluator evaluator;

  SimulateCustomPolicy(IamEnvironment environment) {
    super("SimulateCustomPolicy", environment);
    this.evaluator =
        new PolicyEvaluator(
            CrossAccount.RESOURCE_POLICY, Optional.of(environment.iamAccount()));
  }

  @Override
  public List<String> resources(IamCall call) {
    return List.of("*");
  }

  @Override
  QueryReply run(IdentityTransaction transaction, IamCall call) {
    if (call.parameters().list(GetContextKeysForCustomPolicy.POLICY_INPUT_LIST).isEmpty()) {
      throw QueryParameters.violation(
          "null", GetContextKeysForCustomPolicy.POLICY_INPUT_LIST, "Member must not be null");
    }
    return new SimulationParameters(transaction, call)
        .simulate(evaluator, List.of(), Optional.empty(), Optional.empty());
  }
}
