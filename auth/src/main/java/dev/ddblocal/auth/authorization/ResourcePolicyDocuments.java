package dev.ddblocal.auth.authorization;

import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.MalformedPolicyException;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyDocument;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.auth.policy.PolicyType;
import dev.ddblocal.auth.policy.Statement;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.ResourcePolicyRules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which resource-based policies may be kept (developer guide: resource-based policies; spec:
 * authentication, 6.5): they follow the grammar, are about their own resource and its actions, do
 * not let everybody in unless the operator wants that, and do not lock out whoever puts them.
 */
public final class ResourcePolicyDocuments implements ResourcePolicyRules {
  private static final String SERVICE = "dynamodb:";
  private static final String PUT_POLICY = Operation.PUT_RESOURCE_POLICY.iamAction();

  /** What operations that are made of others ask for in their own place. */
  private static final Set<String> PARTS =
      Set.of(
          "ConditionCheckItem", "PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate");

  private static final Set<Operation> MADE_OF_OTHERS =
      Set.of(
          Operation.BATCH_EXECUTE_STATEMENT,
          Operation.EXECUTE_STATEMENT,
          Operation.EXECUTE_TRANSACTION,
          Operation.TRANSACT_GET_ITEMS,
          Operation.TRANSACT_WRITE_ITEMS);

  private static final Set<String> ACTIONS = actions();

  private final PolicyEvaluator evaluator;
  private final InstantSource clock;
  private final boolean publicAccessBlocked;

  /**
   * Creates the rules.
   *
   * @param evaluator tells what a policy means to a caller
   * @param clock the time
   * @param publicAccessBlocked whether a policy that lets everybody in is refused
   */
  public ResourcePolicyDocuments(
      PolicyEvaluator evaluator, InstantSource clock, boolean publicAccessBlocked) {
    this.evaluator = Objects.requireNonNull(evaluator, "evaluator is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.publicAccessBlocked = publicAccessBlocked;
  }

  private static Set<String> actions() {
    Set<String> names =
        Arrays.stream(Operation.values())
            .filter(operation -> !operation.isOnAccount() && !MADE_OF_OTHERS.contains(operation))
            .map(Operation::apiName)
            .collect(Collectors.toCollection(TreeSet::new));
    names.addAll(PARTS);
    return names.stream()
        .map(name -> (SERVICE + name).toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<String> defectOf(
      CallerIdentity caller, String resourceArn, String document, boolean removalOfSelfConfirmed) {
    PolicyDocument policy;
    try {
      policy = PolicyDocument.parse(document, PolicyType.RESOURCE);
    } catch (MalformedPolicyException e) {
      return Optional.of(e.getMessage());
    }
    return list("The following action names are invalid: ", unknownActions(policy))
        .or(() ->
            list("The following resources are invalid: ", foreignResources(policy, resourceArn)))
        .or(() -> publicAccess(policy))
        .or(() ->
            removalOfSelfConfirmed
                ? Optional.empty()
                : removalOfSelf(caller, resourceArn, document));
  }

  private static Optional<String> list(String text, List<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            names.stream()
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(", ", text, "")));
  }

  /** Patterns may well be meant for actions that come later; whole names may not. */
  private static List<String> unknownActions(PolicyDocument policy) {
    List<String> unknown = new ArrayList<>();
    for (Statement statement : policy.statements()) {
      for (String action : statement.actions()) {
        boolean pattern = action.indexOf('*') >= 0 || action.indexOf('?') >= 0;
        if (!pattern && !ACTIONS.contains(action.toLowerCase(Locale.ROOT))) {
          unknown.add(action);
        }
      }
    }
    return unknown;
  }

  /** A table's policy is about the table and its indexes, a stream's about the stream. */
  private static List<String> foreignResources(PolicyDocument policy, String resourceArn) {
    boolean stream = StreamArn.parse(resourceArn).isPresent();
    return policy.statements().stream()
        .flatMap(statement -> statement.resources().stream())
        .filter(resource ->
            !resource.equals("*")
                && !resource.equals(resourceArn)
                && (stream || !resource.startsWith(resourceArn + "/index/")))
        .toList();
  }

  private Optional<String> publicAccess(PolicyDocument policy) {
    return publicAccessBlocked && policy.statements().stream().anyMatch(Statement::isPublic)
        ? Optional.of("The policy lets everybody in, and public access is blocked")
        : Optional.empty();
  }

  /** A root user can always change its policies. */
  private Optional<String> removalOfSelf(
      CallerIdentity caller, String resourceArn, String document) {
    if (caller.principal() instanceof Principal.Root) {
      return Optional.empty();
    }
    Decision decision =
        evaluator.evaluate(
            EffectivePolicies.NONE,
            Optional.of(new NamedPolicy(resourceArn, document)),
            new PolicyRequest(
                caller,
                caller.principal().accountId(),
                PUT_POLICY,
                resourceArn,
                CallerContext.of(caller, clock.instant())));
    return decision instanceof Decision.ExplicitDeny
        ? Optional.of(
            "The policy denies its author the action "
                + PUT_POLICY
                + ": confirm this with ConfirmRemoveSelfResourceAccess")
        : Optional.empty();
  }
}
