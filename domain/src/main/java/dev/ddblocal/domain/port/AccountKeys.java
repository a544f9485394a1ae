package dev.ddblocal.domain.port;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows the encryption keys of accounts. An account that has one is encrypted at rest. */
@FunctionalInterface
public interface AccountKeys {
  /** No account has a key. */
  AccountKeys NONE = _ -> CompletableFuture.completedFuture(Optional.empty());

  /**
   * The account's key.
   *
   * @return the key, or empty if the account has none; the stage fails if that cannot be told
   */
  CompletionStage<Optional<AccountKey>> keyOf(AccountId account);
}
