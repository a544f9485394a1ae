package dev.ddblocal.auth.authorization;

import dev.ddblocal.auth.audit.AuditTrail;
import dev.ddblocal.auth.policy.AccessDenied;
import dev.ddblocal.auth.policy.CallerContext;
import dev.ddblocal.auth.policy.Decision;
import dev.ddblocal.auth.policy.Decision.StatementId;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.NamedPolicy;
import dev.ddblocal.auth.policy.PolicyEvaluator;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.auth.policy.PolicyRequest;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.port.Authorization;
import dev.ddblocal.domain.port.Authorization.Grant;
import dev.ddblocal.domain.port.AuthorizationRequest;
import dev.ddblocal.domain.port.Authorizer;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * Holds calls against policies (spec: authentication, authorization).
 *
 * <pre>
 *   root user    on its own account's tables       allowed, unless a policy of the table denies it
 *   anyone else  on its own account's tables       as the caller's policies say
 *   anyone       on another account's              as both sides' policies say, or never
 *   anyone       on what is nothing at all         nothing is granted; the operation words it
 * </pre>
 *
 * <p>The accesses of a call are decided in the order of the request; the first that is denied
 * denies the call, unless each stands alone. Where policies cannot be told, nobody but root users
 * gets in. The only scopes that are minted are the caller's own, and those of other accounts whose
 * resources the call is allowed; all in the region that the request is signed for.
 */
public final class PolicyAuthorizer implements Authorizer {
  private static final System.Logger LOG = System.getLogger(PolicyAuthorizer.class.getName());
  private static final Decision ALLOWED = new Decision.Allowed(StatementId.NONE);

  private final PolicyRepository policies;
  private final PolicyEvaluator evaluator;
  private final ResourcePolicyLookup resourcePolicies;
  private final boolean resourcesHavePolicies;
  private final Storage storage;
  private final InstantSource clock;
  private final AuditTrail audit;

  /**
   * Creates the authorizer.
   *
   * @param policies knows the policies of users and sessions
   * @param evaluator decides what policies say
   * @param resourcePolicies knows the policies of tables and streams
   * @param storage where tables are looked up, for what conditions ask of them
   * @param clock the time that conditions see
   * @param audit takes every decision
   */
  public PolicyAuthorizer(
      PolicyRepository policies,
      PolicyEvaluator evaluator,
      ResourcePolicyLookup resourcePolicies,
      Storage storage,
      InstantSource clock,
      AuditTrail audit) {
    this.policies = Objects.requireNonNull(policies, "policies is null");
    this.evaluator = Objects.requireNonNull(evaluator, "evaluator is null");
    this.resourcePolicies = Objects.requireNonNull(resourcePolicies, "resourcePolicies is null");
    this.resourcesHavePolicies = !resourcePolicies.equals(ResourcePolicyLookup.NONE);
    this.storage = Objects.requireNonNull(storage, "storage is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.audit = Objects.requireNonNull(audit, "audit is null");
  }

  @Override
  public CompletionStage<Authorization> authorize(
      CallerIdentity caller, AuthorizationRequest request) {
    if (caller.principal() instanceof Principal.Root) {
      AccountScope home = scope(caller, own(caller));
      return isDecided(request, home)
          ? CompletableFuture.completedFuture(Authorization.within(home))
          : decide(caller, request, EffectivePolicies.NONE);
    }
    CompletableFuture<EffectivePolicies> effective = policiesOf(caller).toCompletableFuture();
    return effective.state() == Future.State.SUCCESS
        ? decide(caller, request, effective.resultNow())
        : effective
            .exceptionallyCompose(
                failure -> CompletableFuture.failedFuture(unknown(caller, request, failure)))
            .thenCompose(late -> decide(caller, request, late));
  }

  /**
   * Whether a root user's call is decided already, as nearly all of them are: it names the
   * account's own tables, none of which has a policy.
   */
  private boolean isDecided(AuthorizationRequest request, AccountScope home) {
    if (audit.isEnabled()) {
      return false;
    }
    for (ResourceAccess access : request.accesses()) {
      if (!AccessTarget.isOwnByName(request, access)
          || (resourcesHavePolicies && mayHavePolicy(home, access.resource()))) {
        return false;
      }
    }
    return true;
  }

  private boolean mayHavePolicy(AccountScope home, String name) {
    Optional<Keyspace> keyspace =
        TableName.isValid(name) ? storage.existing(home) : Optional.empty();
    if (keyspace.isEmpty()) {
      return false;
    }
    CompletableFuture<Optional<TableDefinition>> table =
        keyspace.get().table(new TableName(name)).toCompletableFuture();
    return table.state() != Future.State.SUCCESS
        || table
            .resultNow()
            .flatMap(found -> resourcePolicies.policyOf(found, Optional.empty()))
            .isPresent();
  }

  private static AccountId own(CallerIdentity caller) {
    return caller.principal().accountId();
  }

  private static AccountScope scope(CallerIdentity caller, AccountId account) {
    return AccountScope.mint(account, caller.region());
  }

  private CompletionStage<EffectivePolicies> policiesOf(CallerIdentity caller) {
    try {
      return policies.policiesOf(caller);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedStage(failure);
    }
  }

  /** What is answered where it cannot be told what the caller may do. */
  private DynamoDbException unknown(
      CallerIdentity caller, AuthorizationRequest request, Throwable failure) {
    LOG.log(
        System.Logger.Level.ERROR,
        "The policies of " + caller.principal().arn() + " cannot be told",
        failure);
    DynamoDbException error = DynamoDbException.internalServerError();
    for (ResourceAccess access : request.accesses()) {
      audit.refused(caller, access.iamAction(), access.resource(), error);
    }
    return error;
  }

  /** Decides on one access after the other. */
  private CompletionStage<Authorization> decide(
      CallerIdentity caller, AuthorizationRequest request, EffectivePolicies effective) {
    AccountScope home = scope(caller, own(caller));
    if (request.accesses().isEmpty()) {
      audit.decided(caller, request.iamAction(), "", ALLOWED);
      return CompletableFuture.completedFuture(Authorization.within(home));
    }
    return decide(
        new Call(
            caller,
            request,
            effective,
            home,
            clock.instant(),
            new ArrayList<>(request.accesses().size())));
  }

  /**
   * A call that is being decided.
   *
   * @param caller who calls
   * @param request what it wants to do
   * @param policies the caller's policies
   * @param home the caller's own account
   * @param now the time of the call
   * @param grants what became of the accesses that have been decided, in order
   */
  private record Call(
      CallerIdentity caller,
      AuthorizationRequest request,
      EffectivePolicies policies,
      AccountScope home,
      Instant now,
      List<Grant> grants) {
    /** The access to decide next. */
    ResourceAccess next() {
      return request.accesses().get(grants.size());
    }

    boolean isDecided() {
      return grants.size() == request.accesses().size();
    }

    /**
     * Takes what became of the next access.
     *
     * @throws DynamoDbException if that refuses the whole call
     */
    void add(Grant grant) {
      if (grant instanceof Grant.Refused(DynamoDbException reason) && !request.eachAlone()) {
        throw reason;
      }
      grants.add(grant);
    }

    Authorization authorization() {
      for (Grant grant : grants) {
        if (!(grant instanceof Grant.Allowed(AccountScope scope) && scope.equals(home))) {
          return new Authorization(home, grants);
        }
      }
      return Authorization.within(home);
    }
  }

  /** Decides what is left of a call; at once, as long as nothing has to be waited for. */
  private CompletionStage<Authorization> decide(Call call) {
    try {
      while (!call.isDecided()) {
        CompletableFuture<Grant> grant = grant(call, call.next());
        if (grant.state() != Future.State.SUCCESS) {
          return grant.thenCompose(late -> {
            call.add(late);
            return decide(call);
          });
        }
        call.add(grant.resultNow());
      }
      return CompletableFuture.completedFuture(call.authorization());
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private CompletableFuture<Grant> grant(Call call, ResourceAccess access) {
    String action = access.iamAction();
    switch (AccessTarget.of(call.caller(), call.request(), access)) {
      case AccessTarget.Nothing _ -> {
        audit.decided(call.caller(), action, access.resource(), ALLOWED);
        return CompletableFuture.completedFuture(new Grant.Allowed(call.home()));
      }
      case AccessTarget.NoArn text -> {
        DynamoDbException denied =
            denied(
                AccessDenied.withoutReason(call.caller().principal().arn(), action, text.shown()));
        audit.refused(call.caller(), action, text.shown(), denied);
        return CompletableFuture.completedFuture(new Grant.Refused(denied));
      }
      case AccessTarget.Resource resource -> {
        AccountScope scope =
            resource.account().equals(call.home().accountId())
                ? call.home()
                : scope(call.caller(), resource.account());
        CompletableFuture<Decision> decision = decision(call, access, resource, scope);
        return decision.state() == Future.State.SUCCESS
            ? CompletableFuture.completedFuture(
                grant(call, access, resource, scope, decision.resultNow()))
            : decision.thenApply(late -> grant(call, access, resource, scope, late));
      }
    }
  }

  private Grant grant(
      Call call,
      ResourceAccess access,
      AccessTarget.Resource resource,
      AccountScope scope,
      Decision decision) {
    audit.decided(call.caller(), access.iamAction(), resource.arn(), decision);
    return decision instanceof Decision.Allowed
        ? new Grant.Allowed(scope)
        : new Grant.Refused(
            denied(
                AccessDenied.message(
                    call.caller().principal().arn(),
                    access.iamAction(),
                    resource.arn(),
                    decision)));
  }

  private CompletableFuture<Decision> decision(
      Call call, ResourceAccess access, AccessTarget.Resource resource, AccountScope scope) {
    boolean within = scope.equals(call.home());
    boolean root = call.caller().principal() instanceof Principal.Root;
    if (root && within && !resourcesHavePolicies) {
      return CompletableFuture.completedFuture(ALLOWED);
    }
    // Nothing is looked up in an account that cannot be reached: it would tell what is there.
    boolean reachable = evaluator.mayReach(own(call.caller()), resource.account());
    AccessedTable table =
        new AccessedTable(() ->
            reachable
                ? lookUp(resource, scope)
                : CompletableFuture.completedFuture(Optional.empty()));
    PolicyRequest request =
        new PolicyRequest(
            call.caller(),
            resource.account(),
            access.iamAction(),
            resource.arn(),
            new AccessContext(access.facts(), resource, table)
                .and(CallerContext.of(call.caller(), call.now())));
    if (!resourcesHavePolicies) {
      return evaluate(call.policies(), Optional.empty(), request, table);
    }
    CompletableFuture<Optional<TableDefinition>> found = table.stage();
    return found.state() == Future.State.SUCCESS
        ? evaluate(call.policies(), policyOf(found.resultNow(), resource), request, table)
        : found.thenCompose(
            late -> evaluate(call.policies(), policyOf(late, resource), request, table));
  }

  private Optional<NamedPolicy> policyOf(
      Optional<TableDefinition> table, AccessTarget.Resource resource) {
    return table.flatMap(found -> resourcePolicies.policyOf(found, resource.streamLabel()));
  }

  private CompletionStage<Optional<TableDefinition>> lookUp(
      AccessTarget.Resource resource, AccountScope scope) {
    Optional<Keyspace> keyspace =
        resource.table().isEmpty() ? Optional.empty() : storage.existing(scope);
    return keyspace.isEmpty()
        ? CompletableFuture.completedStage(Optional.empty())
        : keyspace.get().table(resource.table().get());
  }

  /** Evaluates the policies, a second time where a condition asked for a table that came late. */
  private CompletableFuture<Decision> evaluate(
      EffectivePolicies own,
      Optional<NamedPolicy> resourcePolicy,
      PolicyRequest request,
      AccessedTable table) {
    Decision decision = evaluator.evaluate(own, resourcePolicy, request);
    return table
        .awaited()
        .map(awaited -> awaited.thenCompose(_ -> evaluate(own, resourcePolicy, request, table)))
        .orElseGet(() -> CompletableFuture.completedFuture(decision));
  }

  private static DynamoDbException denied(String message) {
    return new DynamoDbException(ErrorCode.ACCESS_DENIED, message);
  }
}
