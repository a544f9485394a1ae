package dev.ddblocal.auth.policy;

import dev.ddblocal.auth.policy.Decision.StatementId;
import dev.ddblocal.auth.policy.PrincipalElement.Closeness;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what policies say to a request (AWS: IAM User Guide, "Policy evaluation logic").
 *
 * <pre>
 * the IAM account on one side only            implicit denial, whatever policies say
 * a Deny in any layer                         explicit denial
 * within an account:
 *   root                                      allowed
 *   resource names the caller, or everyone    allowed
 *   resource names the caller's role          allowed, if boundary and session policies allow
 *   else                                      identity and boundary and session policies
 * another account's resource:                 never; or resource and identity and boundary and session
 * </pre>
 *
 * <p>Thread-safe. Condition keys are asked for only when a statement that matches otherwise needs
 * them.
 */
public final class PolicyEvaluator {
  /** Actions that a policy cannot take away from the root user of the table's account. */
  private static final Set<String> NEVER_LOCKED_OUT =
      Set.of(
          "dynamodb:getresourcepolicy",
          "dynamodb:putresourcepolicy",
          "dynamodb:deleteresourcepolicy");

  private final CrossAccount crossAccount;
  private final Optional<AccountId> iamAccount;
  private final CompiledPolicies documents = new CompiledPolicies();

  /**
   * An evaluator.
   *
   * @param crossAccount whether callers can reach what belongs to another account
   * @param iamAccount the account that nobody reaches from outside, and that reaches nobody
   */
  public PolicyEvaluator(CrossAccount crossAccount, Optional<AccountId> iamAccount) {
    this.crossAccount = Objects.requireNonNull(crossAccount, "crossAccount is null");
    this.iamAccount = Objects.requireNonNull(iamAccount, "iamAccount is null");
  }

  /**
   * Whether any policies could let callers of one account reach what belongs to another, or to the
   * same.
   */
  public boolean mayReach(AccountId callers, AccountId owner) {
    return callers.equals(owner)
        || (crossAccount == CrossAccount.RESOURCE_POLICY
            && !iamAccount.equals(Optional.of(callers))
            && !iamAccount.equals(Optional.of(owner)));
  }

  /**
   * Decides.
   *
   * @param policies the caller's policies; without effect for a root user
   * @param resourcePolicy the policy of the resource, if it has one
   * @return a denial, too, if a policy is malformed, which is logged
   */
  public Decision evaluate(
      EffectivePolicies policies, Optional<NamedPolicy> resourcePolicy, PolicyRequest request) {
    if (crossesIamAccount(request)) {
      return new Decision.ImplicitDeny(PolicyLayer.RESOURCE);
    }
    boolean within = request.isWithinAccount();
    boolean root = request.caller().principal() instanceof Principal.Root;
    String action = request.action().toLowerCase(Locale.ROOT);
    if (root && within && NEVER_LOCKED_OUT.contains(action)) {
      return new Decision.Allowed(StatementId.NONE);
    }
    Layers layers = layers(policies, root, request, action);
    Outcome resource = ofResource(resourcePolicy, PolicyType.RESOURCE, request, action);
    Optional<Decision> denied = layers.denial().or(() -> resource.denial(PolicyLayer.RESOURCE));
    if (denied.isPresent()) {
      return denied.get();
    }
    if (!within) {
      return acrossAccounts(layers, resource);
    }
    if (root) {
      return new Decision.Allowed(StatementId.NONE);
    }
    return switch (resource.closeness) {
      case CALLER -> new Decision.Allowed(resource.allow);
      case ISSUER -> layers.allowedBeyondIdentity(resource.allow);
      case ACCOUNT, NONE -> layers.allowed();
    };
  }

  /**
   * What a role's trust policy alone says to a caller who wants to assume the role.
   *
   * @param request the action {@code sts:AssumeRole} on the role's ARN and account
   */
  public TrustDecision trusts(NamedPolicy trustPolicy, PolicyRequest request) {
    if (crossesIamAccount(request)) {
      return new TrustDecision(new Decision.ImplicitDeny(PolicyLayer.RESOURCE), false);
    }
    Outcome trust = ofTrust(trustPolicy, request);
    Decision decision =
        trust
            .denial(PolicyLayer.RESOURCE)
            .orElseGet(() ->
                trust.closeness == Closeness.NONE
                    ? new Decision.ImplicitDeny(PolicyLayer.RESOURCE)
                    : new Decision.Allowed(trust.allow));
    boolean named = trust.closeness == Closeness.CALLER || trust.closeness == Closeness.ISSUER;
    return new TrustDecision(decision, decision instanceof Decision.Allowed && named);
  }

  /**
   * Decides whether a caller may assume a role: the trust policy has to allow it; and so have the
   * caller's own policies, unless the trust policy names the caller and both are of one account.
   *
   * @param policies the caller's policies
   * @param trustPolicy the role's trust policy
   * @param request the action {@code sts:AssumeRole} on the role's ARN and account
   */
  public Decision assume(
      EffectivePolicies policies, NamedPolicy trustPolicy, PolicyRequest request) {
    if (crossesIamAccount(request)) {
      return new Decision.ImplicitDeny(PolicyLayer.RESOURCE);
    }
    boolean root = request.caller().principal() instanceof Principal.Root;
    String action = request.action().toLowerCase(Locale.ROOT);
    Layers layers = layers(policies, root, request, action);
    Outcome trust = ofTrust(trustPolicy, request);
    Optional<Decision> denied = layers.denial().or(() -> trust.denial(PolicyLayer.RESOURCE));
    if (denied.isPresent()) {
      return denied.get();
    }
    if (!request.isWithinAccount()) {
      return acrossAccounts(layers, trust);
    }
    return switch (trust.closeness) {
      case NONE -> new Decision.ImplicitDeny(PolicyLayer.RESOURCE);
      case CALLER -> new Decision.Allowed(trust.allow);
      case ISSUER -> layers.allowedBeyondIdentity(trust.allow);
      case ACCOUNT -> layers.allowed();
    };
  }

  /** Whether a policy asks for one of DynamoDB's own condition keys, or does not parse. */
  public boolean mentionsDynamoDbKeys(
      EffectivePolicies policies, Optional<NamedPolicy> resourcePolicy) {
    return mentionsKeysOf("dynamodb:", policies, resourcePolicy);
  }

  /**
   * Whether a policy asks for condition keys that start so, or does not parse.
   *
   * @param prefix the beginning of keys, such as {@code aws:ResourceTag/}; case does not matter
   */
  public boolean mentionsKeysOf(
      String prefix, EffectivePolicies policies, Optional<NamedPolicy> resourcePolicy) {
    String name = prefix.toLowerCase(Locale.ROOT);
    return mentions(policies.identity(), PolicyType.IDENTITY, name)
        || mentions(policies.boundary().stream().toList(), PolicyType.IDENTITY, name)
        || mentions(policies.session().orElse(List.of()), PolicyType.SESSION, name)
        || mentions(resourcePolicy.stream().toList(), PolicyType.RESOURCE, name);
  }

  private boolean mentions(List<NamedPolicy> policies, PolicyType type, String prefix) {
    for (NamedPolicy policy : policies) {
      if (documents.compile(policy, type).filter(d -> !d.mentionsKeysOf(prefix)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private boolean crossesIamAccount(PolicyRequest request) {
    return iamAccount.isPresent()
        && !request.isWithinAccount()
        && (request.caller().principal().accountId().equals(iamAccount.get())
            || request.resourceAccount().equals(iamAccount.get()));
  }

  private Decision acrossAccounts(Layers layers, Outcome resource) {
    if (crossAccount == CrossAccount.OFF) {
      return new Decision.ImplicitDeny(PolicyLayer.RESOURCE);
    }
    Decision own = layers.allowed();
    if (own instanceof Decision.Allowed && resource.closeness == Closeness.NONE) {
      return new Decision.ImplicitDeny(PolicyLayer.RESOURCE);
    }
    return own;
  }

  /** What the caller's own policies say. */
  private Layers layers(
      EffectivePolicies policies, boolean root, PolicyRequest request, String action) {
    if (root) {
      return new Layers(Outcome.ALLOWED, Outcome.ALLOWED, Outcome.ALLOWED);
    }
    return new Layers(
        ofCaller(policies.identity(), PolicyType.IDENTITY, request, action),
        policies
            .boundary()
            .map(policy -> ofCaller(List.of(policy), PolicyType.IDENTITY, request, action))
            .orElse(Outcome.ALLOWED),
        policies
            .session()
            .map(session -> ofCaller(session, PolicyType.SESSION, request, action))
            .orElse(Outcome.ALLOWED));
  }

  private Outcome ofCaller(
      List<NamedPolicy> policies, PolicyType type, PolicyRequest request, String action) {
    Outcome outcome = Outcome.NOTHING;
    for (NamedPolicy policy : policies) {
      Optional<PolicyDocument> document = documents.compile(policy, type);
      if (document.isEmpty()) {
        return Outcome.MALFORMED;
      }
      for (Statement statement : document.get().statements()) {
        boolean wanted = statement.effect() == Effect.DENY || !outcome.allows();
        if (wanted && statement.applies(action, request.resource(), request.context())) {
          StatementId id = new StatementId(policy.name(), statement.sid());
          if (statement.effect() == Effect.DENY) {
            // A malformed document further on denies as well; which of both does not matter.
            return Outcome.denied(id);
          }
          outcome = Outcome.allowed(id, Closeness.CALLER);
        }
      }
    }
    return outcome;
  }

  private Outcome ofTrust(NamedPolicy trustPolicy, PolicyRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    return ofResource(Optional.of(trustPolicy), PolicyType.TRUST, request, action);
  }

  /** What the policy of a resource says to the caller, and how closely it names it. */
  private Outcome ofResource(
      Optional<NamedPolicy> policy, PolicyType type, PolicyRequest request, String action) {
    if (policy.isEmpty()) {
      return Outcome.NOTHING;
    }
    Optional<PolicyDocument> document = documents.compile(policy.get(), type);
    if (document.isEmpty()) {
      return Outcome.MALFORMED;
    }
    Principal caller = request.caller().principal();
    Outcome outcome = Outcome.NOTHING;
    for (Statement statement : document.get().statements()) {
      boolean denies = statement.effect() == Effect.DENY;
      Closeness closeness = denies ? Closeness.NONE : closeness(statement, type, caller);
      boolean wanted =
          denies ? statement.denies(caller) : closeness.compareTo(outcome.closeness) > 0;
      if (wanted && statement.applies(action, request.resource(), request.context())) {
        StatementId id = new StatementId(policy.get().name(), statement.sid());
        if (denies) {
          return Outcome.denied(id);
        }
        outcome = Outcome.allowed(id, closeness);
      }
    }
    return outcome;
  }

  /** How closely an Allow names the caller, where everyone counts as what it is worth there. */
  private static Closeness closeness(Statement statement, PolicyType type, Principal caller) {
    if (type == PolicyType.TRUST) {
      return statement.closeness(caller, Closeness.ACCOUNT);
    }
    // A condition on aws:PrincipalArn names the role of a session, not the session.
    boolean asRole = caller instanceof Principal.AssumedRole && statement.asksForPrincipalArn();
    return statement.closeness(caller, asRole ? Closeness.ISSUER : Closeness.CALLER);
  }

  /**
   * What one layer says.
   *
   * @param malformed whether a document of it does not parse
   * @param deny the statement that denies, if one does
   * @param allow the statement that allows; none if the closeness is none
   * @param closeness how closely the layer names the caller; in layers of the caller's own, either
   *     none or the caller
   */
  private record Outcome(
      boolean malformed, Optional<StatementId> deny, StatementId allow, Closeness closeness) {
    static final Outcome NOTHING =
        new Outcome(false, Optional.empty(), StatementId.NONE, Closeness.NONE);
    static final Outcome ALLOWED =
        new Outcome(false, Optional.empty(), StatementId.NONE, Closeness.CALLER);
    static final Outcome MALFORMED =
        new Outcome(true, Optional.empty(), StatementId.NONE, Closeness.NONE);

    static Outcome denied(StatementId by) {
      return new Outcome(false, Optional.of(by), StatementId.NONE, Closeness.NONE);
    }

    static Outcome allowed(StatementId by, Closeness closeness) {
      return new Outcome(false, Optional.empty(), by, closeness);
    }

    Optional<Decision> denial(PolicyLayer layer) {
      return malformed
          ? Optional.of(new Decision.ImplicitDeny(layer))
          : deny.map(by -> new Decision.ExplicitDeny(layer, by));
    }

    boolean allows() {
      return closeness != Closeness.NONE;
    }
  }

  /** What the layers of the caller's own policies say. */
  private record Layers(Outcome identity, Outcome boundary, Outcome session) {
    Optional<Decision> denial() {
      return identity
          .denial(PolicyLayer.IDENTITY)
          .or(() -> boundary.denial(PolicyLayer.BOUNDARY))
          .or(() -> session.denial(PolicyLayer.SESSION));
    }

    Decision allowed() {
      return identity.allows()
          ? allowedBeyondIdentity(identity.allow)
          : new Decision.ImplicitDeny(PolicyLayer.IDENTITY);
    }

    Decision allowedBeyondIdentity(StatementId by) {
      if (!boundary.allows()) {
        return new Decision.ImplicitDeny(PolicyLayer.BOUNDARY);
      }
      return session.allows()
          ? new Decision.Allowed(by)
          : new Decision.ImplicitDeny(PolicyLayer.SESSION);
    }
  }
}
