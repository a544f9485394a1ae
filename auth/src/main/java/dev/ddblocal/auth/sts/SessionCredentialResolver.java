package dev.ddblocal.auth.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialErrors;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.KeyPrefix;
import dev.ddblocal.auth.credentials.KeyStatus;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.auth.credentials.SigningKey;
import dev.ddblocal.domain.identity.SessionContext;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Resolves temporary credentials out of their session tokens. It answers for every query that has a
 * token, and for every access key id that only temporary credentials have; where the token does not
 * open, the answer is the error.
 *
 * <p>In a chain it belongs behind keys that are known without a lookup and before those that are
 * looked up, where no key of a session is found.
 *
 * <p>What a token holds and the key that signs with it are cached: they never change. Whether who
 * issued the session is still there is looked up anew for each request.
 */
public final class SessionCredentialResolver implements CredentialResolver {
  private static final long CACHED_CHARACTERS = 16L * 1_024 * 1_024;
  private static final int CHARACTERS_OF_ENTRY = 1_024;

  private final SessionTokenSealer sealer;
  private final SessionIssuers issuers;
  private final Cache<SealedKeyInScope, Opened> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHED_CHARACTERS)
          .weigher(SessionCredentialResolver::weight)
          .executor(Runnable::run)
          .build();

  /**
   * Creates the resolver.
   *
   * @param sealer opens session tokens
   * @param issuers knows whether who issued a session is still there
   */
  public SessionCredentialResolver(SessionTokenSealer sealer, SessionIssuers issuers) {
    this.sealer = Objects.requireNonNull(sealer, "sealer is null");
    this.issuers = Objects.requireNonNull(issuers, "issuers is null");
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    if (query.sessionToken().isEmpty()) {
      return KeyPrefix.isOfSession(query.id())
          ? CompletableFuture.failedFuture(CredentialErrors.invalidSessionToken())
          : CompletableFuture.completedFuture(Optional.empty());
    }
    SealedKeyInScope key =
        new SealedKeyInScope(query.id(), query.scope(), query.sessionToken().get());
    Opened cached = cache.getIfPresent(key);
    CompletionStage<Opened> opened =
        cached != null ? CompletableFuture.completedFuture(cached) : open(key);
    return opened.thenCompose(session -> resolved(session, query.scope()));
  }

  private CompletionStage<Opened> open(SealedKeyInScope key) {
    return sealer
        .open(key.id(), key.token())
        .thenApply(found -> {
          OpenedSession session = found.orElseThrow(CredentialErrors::invalidSessionToken);
          Opened opened =
              new Opened(session.claims(), SigningKey.derive(session.secret(), key.scope()));
          cache.put(key, opened);
          return opened;
        });
  }

  private CompletionStage<Optional<ResolvedCredential>> resolved(
      Opened session, CredentialScope scope) {
    SessionClaims claims = session.claims();
    SessionContext context =
        new SessionContext(
            claims.issuedAt(),
            claims.expiresAt(),
            claims.policies(),
            claims.sourceIdentity(),
            false,
            claims.transitiveTags());
    return issuers
        .principalOf(claims, scope)
        .thenApply(principal ->
            Optional.of(
                new ResolvedCredential(
                    principal.orElse(claims.principal()),
                    principal.isPresent() ? KeyStatus.ACTIVE : KeyStatus.INACTIVE,
                    session.signingKey(),
                    Optional.of(context))));
  }

  /** Policies and tags shrink in a token, so its length alone does not tell. */
  private static int weight(SealedKeyInScope key, Opened opened) {
    return CHARACTERS_OF_ENTRY + key.token().length() + opened.claims().characters();
  }

  private record SealedKeyInScope(AccessKeyId id, CredentialScope scope, String token) {
    @Override
    public String toString() {
      return "SealedKeyInScope[" + id + ", " + scope + "]";
    }
  }

  private record Opened(SessionClaims claims, SigningKey signingKey) {}
}
