package dev.ddblocal.auth.iam;

import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tries requests against policies, by the evaluator that decides about real ones.
 *
 * @param evaluator the evaluator
 * @param identity the identity-based policies
 * @param boundary the permissions boundary, if there is one
 * @param resource the policy of the resource, if there is one
 * @param caller who calls
 * @param owner the account that the resources belong to
 * @param context the condition keys
 */
record Simulation(
    PolicyEvaluator evaluator,
    List<NamedPolicy> identity,
    Optional<NamedPolicy> boundary,
    Optional<NamedPolicy> resource,
    CallerIdentity caller,
    AccountId owner,
    SimulatedContext context) {

  /** What policies say to an action on a resource. */
  SimulationResult of(String action, String resourceArn) {
    PolicyRequest request = new PolicyRequest(caller, owner, action, resourceArn, context);
    Decision decision = decide(identity, boundary, resource, request);
    Optional<Boolean> withinBoundary =
        boundary.map(policy ->
            decide(List.of(policy), Optional.empty(), Optional.empty(), request)
                instanceof Decision.Allowed);
    return new SimulationResult(
        action, resourceArn, decision, matched(decision, request), missingKeys(), withinBoundary);
  }

  private Decision decide(
      List<NamedPolicy> identityBased,
      Optional<NamedPolicy> limit,
      Optional<NamedPolicy> resourceBased,
      PolicyRequest request) {
    return evaluator.evaluate(
        new EffectivePolicies("", identityBased, limit, Optional.empty()),
        resourceBased,
        request);
  }

  /** The statements that made the decision: those that deny, else those that allow. */
  private List<SimulationResult.MatchedStatement> matched(
      Decision decision, PolicyRequest request) {
    if (decision instanceof Decision.ImplicitDeny) {
      return List.of();
    }
    boolean allowed = decision instanceof Decision.Allowed;
    List<SimulationResult.MatchedStatement> matched = new ArrayList<>();
    List<NamedPolicy> callers = new ArrayList<>(identity);
    if (!allowed) {
      boundary.ifPresent(callers::add);
    }
    for (NamedPolicy policy : callers) {
      for (PolicyStatements.Located statement : PolicyStatements.of(policy)) {
        Decision alone =
            decide(List.of(statement.alone()), Optional.empty(), Optional.empty(), request);
        if (agrees(alone, allowed)) {
          matched.add(new SimulationResult.MatchedStatement(statement, "IAM Policy"));
        }
      }
    }
    for (NamedPolicy policy : resource.stream().toList()) {
      for (PolicyStatements.Located statement : PolicyStatements.of(policy)) {
        Decision alone =
            decide(List.of(), Optional.empty(), Optional.of(statement.alone()), request);
        if (agrees(alone, allowed)) {
          matched.add(new SimulationResult.MatchedStatement(statement, "Resource Policy"));
        }
      }
    }
    return matched;
  }

  private static boolean agrees(Decision alone, boolean allowed) {
    return allowed
        ? alone instanceof Decision.Allowed
        : alone instanceof Decision.ExplicitDeny;
  }

  /** The condition keys that policies ask for and that the request does not have. */
  private Set<String> missingKeys() {
    Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    keys.addAll(PolicyInputs.contextKeys(identity, PolicyType.IDENTITY));
    keys.addAll(PolicyInputs.contextKeys(boundary.stream().toList(), PolicyType.IDENTITY));
    keys.addAll(PolicyInputs.contextKeys(resource.stream().toList(), PolicyType.RESOURCE));
    keys.removeIf(context::has);
    return keys;
  }
}
