package dev.ddblocal.auth.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ddblocal.auth.identity.IdentityRevision;
import dev.ddblocal.auth.identity.IdentityTransactions;
import dev.ddblocal.auth.policy.EffectivePolicies;
import dev.ddblocal.auth.policy.PolicyRepository;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.CallerIdentity;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import dev.ddblocal.domain.identity.SessionPolicies;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The policies in the identity table. What was read is remembered for as long as nothing in the
 * table has changed, so that for most calls this is one look into a map.
 *
 * <p>An attached policy that is not there denies all; a permissions boundary or a policy of a
 * session that is not there allows nothing.
 */
public final class StoredPolicies implements PolicyRepository {
  private static final int REMEMBERED = 10_000;
  private static final int READS = 5;
  private static final SessionPolicies NO_SESSION_POLICIES =
      new SessionPolicies(List.of(), List.of());

  private final IdentityTransactions transactions;
  private final IdentityRevision revision;
  private final Cache<Key, Remembered> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /**
   * Creates the repository.
   *
   * @param transactions read the identity table
   * @param revision grows with every change of it
   */
  public StoredPolicies(IdentityTransactions transactions, IdentityRevision revision) {
    this.transactions = Objects.requireNonNull(transactions, "transactions is null");
    this.revision = Objects.requireNonNull(revision, "revision is null");
  }

  @Override
  public CompletionStage<EffectivePolicies> policiesOf(CallerIdentity caller) {
    Principal principal = caller.principal();
    Optional<SessionPolicies> session = sessionPolicies(caller);
    if (principal instanceof Principal.Root && session.isEmpty()) {
      return CompletableFuture.completedStage(EffectivePolicies.NONE);
    }
    Key key = Key.of(principal, session);
    Remembered before = remembered.getIfPresent(key);
    if (before != null && before.revision == revision.current()) {
      return before.policies;
    }
    return read(key, principal, session, READS);
  }

  /** A federated user that nothing was passed for may do nothing. */
  private static Optional<SessionPolicies> sessionPolicies(CallerIdentity caller) {
    Optional<SessionPolicies> passed = caller.session().flatMap(SessionContext::policies);
    return caller.principal() instanceof Principal.FederatedUser
        ? passed.or(() -> Optional.of(NO_SESSION_POLICIES))
        : passed;
  }

  /** Reads, and reads again where the table changed meanwhile, lest old and new be mixed. */
  private CompletionStage<EffectivePolicies> read(
      Key key, Principal principal, Optional<SessionPolicies> session, int reads) {
    long before = revision.current();
    return transactions
        .run(transaction -> new PrincipalPolicies(transaction).of(principal, session))
        .thenCompose(policies -> {
          if (revision.current() != before && reads > 1) {
            return read(key, principal, session, reads - 1);
          }
          CompletionStage<EffectivePolicies> done = CompletableFuture.completedStage(policies);
          remembered.put(key, new Remembered(before, done));
          return done;
        });
  }

  /**
   * Whose policies are remembered.
   *
   * @param account the account
   * @param id the unique id of the user or role
   * @param name its name: the record is found by it
   * @param session the session policies
   */
  private record Key(AccountId account, String id, String name, Optional<SessionPolicies> session) {
    static Key of(Principal principal, Optional<SessionPolicies> session) {
      return switch (principal) {
        case Principal.Root root -> new Key(root.accountId(), root.userId(), "", session);
        case Principal.User user -> new Key(user.accountId(), user.userId(), user.name(), session);
        case Principal.AssumedRole role ->
            new Key(role.accountId(), role.roleId(), role.roleName(), session);
        case Principal.FederatedUser federated ->
            new Key(
                federated.accountId(),
                federated.issuer().userId(),
                federated.issuer().name(),
                session);
      };
    }
  }

  /**
   * Policies that were read.
   *
   * @param revision what the table's revision was before
   * @param policies the policies
   */
  private record Remembered(long revision, CompletionStage<EffectivePolicies> policies) {}
}
