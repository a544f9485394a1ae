package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The key of every account, as a test says. */
final class Keyring implements AccountKeys {
  private volatile CompletionStage<Optional<AccountKey>> answer;

  private Keyring(CompletionStage<Optional<AccountKey>> answer) {
    this.answer = answer;
  }

  static Keyring empty() {
    return new Keyring(CompletableFuture.completedFuture(Optional.empty()));
  }

  static Keyring of(SealingKey key) {
    Keyring keyring = empty();
    keyring.use(key);
    return keyring;
  }

  static Keyring of(SealingKey current, SealingKey next) {
    Keyring keyring = empty();
    keyring.use(current, next);
    return keyring;
  }

  void use(SealingKey key) {
    answer(CompletableFuture.completedFuture(Optional.of(new AccountKey(key, Optional.empty()))));
  }

  void use(SealingKey current, SealingKey next) {
    answer(
        CompletableFuture.completedFuture(Optional.of(new AccountKey(current, Optional.of(next)))));
  }

  void answer(CompletionStage<Optional<AccountKey>> stage) {
    answer = stage;
  }

  @Override
  public CompletionStage<Optional<AccountKey>> keyOf(AccountId account) {
    return answer;
  }
}
