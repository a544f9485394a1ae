package dev.ddblocal.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Asks a control plane in another process for encryption keys of accounts. Where it cannot be
 * asked, the stage fails: nobody may take an account for one without a key.
 */
public final class RemoteAccountKeys implements AccountKeys {
  private static final int NONCE_BYTES = 16;

  private final ControlPlaneClient client;
  private final ControlPlaneSettings.Caching caching;
  private final RemoteCache<AccountId, Optional<AccountKey>> cache;
  private final SecureRandom random = new SecureRandom();

  RemoteAccountKeys(
      ControlPlaneClient client, ControlPlaneSettings.Caching caching, Ticker ticker) {
    this.client = client;
    this.caching = caching;
    this.cache =
        new RemoteCache<>(ticker, client::isReachable, client.statistics(), caching.negative());
  }

  @Override
  public CompletionStage<Optional<AccountKey>> keyOf(AccountId account) {
    return cache.get(
        account,
        () -> true,
        _ ->
            ask(account)
                .thenApply(key ->
                    new RemoteCache.Known<>(key, caching.signingKeyFresh(), caching.hardLimit())));
  }

  private CompletionStage<Optional<AccountKey>> ask(AccountId account) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    ObjectNode question =
        ControlJson.object().put("accountId", account.value()).put("nonce", nonce);
    return client
        .call(ControlOperation.GET_ACCOUNT_KEY, question)
        .thenApply(answer ->
            client.understand(
                answer,
                json -> {
                  // The credentials may have been read anew meanwhile; the answer names its own.
                  AccessKey key = client.credentials();
                  if (!ResolutionJson.accessKeyId(json).equals(key.id())) {
                    throw new ControlJson.MalformedException(
                        "the account key is sealed for others");
                  }
                  return new AccountKeyEnvelope(key.id(), key.secret(), account, nonce)
                      .open(ControlJson.bytes(json, "sealed"));
                }));
  }

  /** Forgets the keys of these accounts. */
  void invalidate(Predicate<AccountId> which) {
    cache.invalidateKeys(which);
  }

  void expire() {
    cache.expire();
  }

  /** How many answers are kept. */
  public long cacheSize() {
    return cache.size();
  }
}
