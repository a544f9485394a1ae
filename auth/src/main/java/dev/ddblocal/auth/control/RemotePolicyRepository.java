package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Asks a control plane in another process about policies. A root user needs none. Where the control
 * plane cannot be asked, the stage fails with an InternalServerError.
 */
public final class RemotePolicyRepository implements PolicyRepository {
  private final ControlPlaneClient client;
  private final Duration fresh;
  private final Duration hardLimit;
  private final RemoteCache<Question, EffectivePolicies> cache;

  RemotePolicyRepository(
      ControlPlaneClient client, ControlPlaneSettings.Caching caching, Ticker ticker) {
    this.client = client;
    this.fresh = caching.policiesFresh();
    this.hardLimit = caching.hardLimit();
    this.cache =
        new RemoteCache<>(ticker, client::isReachable, client.statistics(), caching.negative());
  }

  /** Sessions of a role share an answer if the same session policies limit them. */
  private record Question(
      PolicyOwner owner, boolean federated, String ownerId, Optional<SessionPolicies> session) {
    static Question of(Principal principal, Optional<SessionContext> session) {
      return new Question(
          PolicyOwner.of(principal),
          principal instanceof Principal.FederatedUser,
          ownerId(principal),
          session.flatMap(SessionContext::policies));
    }

    private static String ownerId(Principal principal) {
      return switch (principal) {
        case Principal.Root root -> root.userId();
        case Principal.User user -> user.userId();
        case Principal.AssumedRole role -> role.roleId();
        case Principal.FederatedUser federated -> federated.issuer().userId();
      };
    }
  }

  @Override
  public CompletionStage<EffectivePolicies> policiesOf(CallerIdentity caller) {
    if (caller.principal() instanceof Principal.Root
        && caller.session().flatMap(SessionContext::policies).isEmpty()) {
      return CompletableFuture.completedFuture(EffectivePolicies.NONE);
    }
    return cache
        .get(
            Question.of(caller.principal(), caller.session()),
            () -> true,
            previous ->
                ask(caller, previous)
                    .thenApply(policies -> new RemoteCache.Known<>(policies, fresh, hardLimit)))
        .exceptionallyCompose(
            _ -> CompletableFuture.failedFuture(DynamoDbException.internalServerError()));
  }

  private CompletionStage<EffectivePolicies> ask(
      CallerIdentity caller, Optional<EffectivePolicies> previous) {
    ObjectNode question = ControlJson.object();
    question.put("principalArn", caller.principal().arn());
    question.set("principal", PrincipalJson.write(caller.principal()));
    caller.session().ifPresent(session -> question.set("session", PrincipalJson.write(session)));
    previous.ifPresent(known -> question.put("ifNoneMatch", known.version()));
    return client
        .call(ControlOperation.GET_PRINCIPAL_POLICIES, question)
        .thenApply(answer -> client.understand(answer, json -> read(json, previous)));
  }

  private static EffectivePolicies read(ObjectNode json, Optional<EffectivePolicies> previous) {
    if (!PoliciesJson.isNotModified(json)) {
      return PoliciesJson.read(json);
    }
    return previous
        .filter(known -> known.version().equals(ControlJson.text(json, "version")))
        .orElseThrow(
            () -> new ControlJson.MalformedException("notModified, but that was not asked"));
  }

  /** Forgets the policies of a principal if they are not of the version that it has now. */
  void versionSeen(ResolvedCredential credential, String version) {
    Question question = Question.of(credential.principal(), credential.session());
    cache.invalidateUnless(question, policies -> policies.version().equals(version));
  }

  /** Forgets the policies of these owners. */
  void invalidate(Predicate<PolicyOwner> which) {
    cache.invalidateKeys(question -> which.test(question.owner()));
  }

  void expire() {
    cache.expire();
  }

  /** How many answers are kept. */
  public long cacheSize() {
    return cache.size();
  }
}
