package dev.ddblocal.auth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.auth.identity.AccessKeyVault.UsableKey;
import dev.ddblocal.domain.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Resolves the long-term access keys of users and root users that are in the identity table of this
 * very process.
 *
 * <p>Signing keys are remembered, secrets are not. What is remembered counts until the table
 * changes; that a key is not there, for ten seconds at most.
 */
public final class EmbeddedCredentialResolver implements CredentialResolver {
  /** How long an unknown key stays unknown without another look. */
  public static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

  private static final int REMEMBERED_KEYS = 10_000;
  private static final int REMEMBERED_UNKNOWN_KEYS = 50_000;

  private final IdentityStore store;
  private final AccessKeyVault vault;
  private final IdentityRevision revision;
  private final AccessKeyUsage usage;
  private final InstantSource clock;
  private final Cache<KeyInScope, Known> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED_KEYS).executor(Runnable::run).build();
  private final Cache<AccessKeyId, Unknown> unknown =
      Caffeine.newBuilder().maximumSize(REMEMBERED_UNKNOWN_KEYS).executor(Runnable::run).build();

  /**
   * Creates the resolver.
   *
   * @param store the identity table
   * @param vault the access keys in it
   * @param revision grows when the table changes
   * @param usage is told which keys are in use
   * @param clock the time
   */
  public EmbeddedCredentialResolver(
      IdentityStore store,
      AccessKeyVault vault,
      IdentityRevision revision,
      AccessKeyUsage usage,
      InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.vault = Objects.requireNonNull(vault, "vault is null");
    this.revision = Objects.requireNonNull(revision, "revision is null");
    this.usage = Objects.requireNonNull(usage, "usage is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    long now = revision.current();
    Known remembered = known.getIfPresent(new KeyInScope(query.id(), query.scope()));
    if (remembered != null && remembered.revision() == now) {
      return CompletableFuture.completedFuture(Optional.of(remembered.credential()));
    }
    Unknown missed = unknown.getIfPresent(query.id());
    if (missed != null
        && missed.revision() == now
        && clock.instant().isBefore(missed.at().plus(UNKNOWN_FOR))) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return vault
        .find(query.id())
        .thenCompose(key ->
            key.isEmpty()
                ? CompletableFuture.completedFuture(Optional.<ResolvedCredential>empty())
                : credential(key.get(), query.scope()))
        .thenApply(found -> remember(query, now, found));
  }

  private Optional<ResolvedCredential> remember(
      CredentialQuery query, long seenRevision, Optional<ResolvedCredential> found) {
    if (found.isPresent()) {
      usage.watch(query.id());
      known.put(new KeyInScope(query.id(), query.scope()), new Known(seenRevision, found.get()));
    } else {
      unknown.put(query.id(), new Unknown(seenRevision, clock.instant()));
    }
    return found;
  }

  private CompletionStage<Optional<ResolvedCredential>> credential(
      UsableKey key, CredentialScope scope) {
    AccessKeyRecord record = key.record();
    return store
        .get(AccountRecord.partition(record.account()), AccountRecord.SORT)
        .thenApply(account -> account.map(AccountRecord::new).map(AccountRecord::isActive))
        .thenCombine(
            principal(record),
            (accountActive, principal) ->
                principal.map(owner ->
                    new ResolvedCredential(
                        owner,
                        accountActive.orElse(true) ? record.status() : KeyStatus.INACTIVE,
                        SigningKey.derive(key.secret(), scope))));
  }

  /** Who the key speaks for; empty if that user is gone, another of the same name included. */
  private CompletionStage<Optional<Principal>> principal(AccessKeyRecord key) {
    if (key.userName().isEmpty()) {
      return CompletableFuture.completedFuture(Optional.of(key.root()));
    }
    return store
        .get(AccountRecord.partition(key.account()), UserRecord.sort(key.userName().get()))
        .thenApply(found -> {
          Optional<Principal> owner =
              found
                  .map(UserRecord::new)
                  .filter(user -> key.principalId().orElse(user.userId()).equals(user.userId()))
                  .map(user -> user.principal(key.account()));
          if (owner.isEmpty()) {
            vault.alarm(key.record(), "its user is not there");
          }
          return owner;
        });
  }

  private record KeyInScope(AccessKeyId id, CredentialScope scope) {}

  private record Known(long revision, ResolvedCredential credential) {}

  private record Unknown(long revision, Instant at) {}
}
