package dev.ddblocal.auth.control;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.CredentialQuery;
import dev.ddblocal.auth.credentials.CredentialResolver;
import dev.ddblocal.auth.credentials.CredentialScope;
import dev.ddblocal.auth.credentials.ResolvedCredential;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.Principal;
import dev.ddblocal.domain.identity.SessionContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Asks a control plane in another process about access keys. What comes back is the key that
 * verifies signatures of one day, region and service, never a secret. Where the control plane
 * cannot be asked, the stage fails: nobody knows whether there is such a key.
 */
public final class RemoteCredentialResolver implements CredentialResolver {
  private final ControlPlaneClient client;
  private final ControlPlaneSettings settings;
  private final InstantSource clock;
  private final Alarms alarms;
  private final MissBudget budget;
  private final RemoteCache<Question, Resolution> cache;
  private final BiConsumer<ResolvedCredential, String> policyVersions;

  /**
   * Creates the resolver.
   *
   * @param policyVersions told of the version of policies that goes with a credential
   */
  RemoteCredentialResolver(
      ControlPlaneClient client,
      ControlPlaneSettings settings,
      InstantSource clock,
      Ticker ticker,
      BiConsumer<ResolvedCredential, String> policyVersions) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.alarms = client.alarms();
    this.policyVersions = policyVersions;
    ControlPlaneSettings.Caching caching = settings.caching();
    this.budget = new MissBudget(ticker, caching.missesPerSource(), caching.missesInTotal());
    this.cache =
        new RemoteCache<>(ticker, client::isReachable, client.statistics(), caching.negative());
  }

  /** What is asked. The token itself is not kept. */
  private record Question(AccessKeyId id, CredentialScope scope, String tokenHash) {
    static Question of(CredentialQuery query) {
      return new Question(
          query.id(), query.scope(), query.sessionToken().map(Question::hash).orElse(""));
    }

    private static String hash(String token) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("SHA-256 is not there", e);
      }
    }
  }

  @Override
  public CompletionStage<Optional<ResolvedCredential>> resolve(CredentialQuery query) {
    Optional<ScopeDate> date =
        ScopeDate.parse(query.scope().date()).filter(day -> day.isNear(clock.instant()));
    if (date.isEmpty()) {
      return CompletableFuture.failedFuture(
          ControlPlaneException.notUnderstood("the control plane tells keys of about today only"));
    }
    return cache
        .get(
            Question.of(query),
            () -> budget.admits(query.sourceAddress()),
            _ -> ask(query).thenApply(resolution -> lifetime(resolution, date.get())))
        .thenCompose(RemoteCredentialResolver::answer);
  }

  private static CompletionStage<Optional<ResolvedCredential>> answer(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Found found ->
          CompletableFuture.completedFuture(Optional.of(found.credential()));
      case Resolution.Unknown _ -> CompletableFuture.completedFuture(Optional.empty());
      case Resolution.InvalidToken(DynamoDbException error) ->
          CompletableFuture.failedFuture(error);
    };
  }

  private CompletionStage<Resolution> ask(CredentialQuery query) {
    if (settings.endpoints().isOneOrigin()) {
      return askIam(query);
    }
    return client
        .accessKeyInfo(query.id())
        .thenCompose(account ->
            account.isEmpty()
                ? CompletableFuture.completedFuture(Resolution.UNKNOWN)
                : askIam(query).thenApply(found -> agreed(query.id(), account.get(), found)));
  }

  private CompletionStage<Resolution> askIam(CredentialQuery query) {
    return client
        .call(ControlOperation.RESOLVE_SIGNING_KEY, ResolutionJson.question(query))
        .thenApply(
            json -> notOfIamAccount(query.id(), client.understand(json, ResolutionJson::read)));
  }

  private Resolution agreed(AccessKeyId id, AccountId account, Resolution resolution) {
    if (!(resolution instanceof Resolution.Found found)
        || found.credential().principal().accountId().equals(account)) {
      return resolution;
    }
    alarms.raise(
        Alarms.Kind.ACCOUNT_MISMATCH,
        "STS and IAM do not agree on the account of access key " + id + "; it is not accepted");
    return Resolution.UNKNOWN;
  }

  /** The IAM account's data is on the control plane and nowhere else. */
  private Resolution notOfIamAccount(AccessKeyId id, Resolution resolution) {
    if (!(resolution instanceof Resolution.Found found)
        || !found.credential().principal().accountId().equals(settings.iamAccount())) {
      return resolution;
    }
    alarms.raise(
        Alarms.Kind.ACCOUNT_MISMATCH,
        "the control plane says that access key "
            + id
            + " is of the IAM account; it is not"
            + " accepted");
    return Resolution.UNKNOWN;
  }

  private RemoteCache.Answer<Resolution> lifetime(Resolution resolution, ScopeDate date) {
    if (!(resolution instanceof Resolution.Found found)) {
      return new RemoteCache.Negative<>(resolution);
    }
    found.policyVersion().ifPresent(version -> policyVersions.accept(found.credential(), version));
    Instant now = clock.instant();
    Duration session =
        found
            .credential()
            .session()
            .map(SessionContext::expiresAt)
            .map(end -> Duration.between(now, end))
            .filter(Duration::isPositive)
            // That a session has ended stays so: it is worth no more than an unknown key.
            .orElse(
                found.credential().session().isPresent()
                    ? settings.caching().negative()
                    : settings.caching().hardLimit());
    Duration hardLimit =
        Stream.of(settings.caching().hardLimit(), found.maxAge(), session, date.left(now))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Duration fresh = settings.caching().signingKeyFresh();
    return new RemoteCache.Known<>(
        found, fresh.compareTo(hardLimit) < 0 ? fresh : hardLimit, hardLimit);
  }

  void invalidate(AccessKeyId id) {
    cache.invalidateKeys(question -> question.id().equals(id));
  }

  void invalidate(Predicate<Principal> which) {
    cache.invalidateValues(resolution ->
        resolution instanceof Resolution.Found found && which.test(found.credential().principal()));
  }

  void expire() {
    cache.expire();
  }

  /** How many answers are kept. */
  public long cacheSize() {
    return cache.size();
  }
}
