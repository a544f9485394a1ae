package dev.ddblocal.auth.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A fixed set of root users' access keys, held in memory.
 *
 * <p>Derived signing keys are cached, so that a request of a known key costs one HMAC instead of
 * five. Regions in scopes are chosen by callers, hence the bound; unknown keys never get that far.
 * The cache lives and dies with the set: no signing key outlasts its secret.
 */
final class LongTermCredentials implements CredentialResolver {
  private static final int CACHED_SIGNING_KEYS = 10_000;

  private final Map<AccessKeyId, AccessKey> keys;
  private final Cache<KeyInScope, ResolvedCredential> cache =
      Caffeine.newBuilder().maximumSize(CACHED_SIGNING_KEYS).executor(Runnable::run).build();

  /**
   * Creates the set.
   *
   * @throws IllegalStateException if two keys have the same id
   */
  LongTermCredentials(Collection<AccessKey> keys) {
    this.keys =
        keys.stream().collect(Collectors.toUnmodifiableMap(AccessKey::id, Function.identity()));
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    AccessKey key = keys.get(query.id());
    return CompletableFuture.completedFuture(
        key == null ? Optional.empty() : Optional.of(resolved(key, query.scope())));
  }

  /** The number of keys. */
  int size() {
    return keys.size();
  }

  /** The account of a key; empty if it is not of the set. */
  Optional<AccountId> accountOf(AccessKeyId id) {
    return Optional.ofNullable(keys.get(id)).map(AccessKey::accountId);
  }

  private ResolvedCredential resolved(AccessKey key, CredentialScope scope) {
    return cache.get(
        new KeyInScope(key.id(), scope),
        _ ->
            new ResolvedCredential(
                new Principal.Root(key.accountId()),
                KeyStatus.ACTIVE,
                SigningKey.derive(key.secret(), scope)));
  }

  private record KeyInScope(AccessKeyId id, CredentialScope scope) {}
}
