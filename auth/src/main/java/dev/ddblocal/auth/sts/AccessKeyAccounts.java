package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows whose long-term access keys are, whether they may be used or not. */
@FunctionalInterface
public interface AccessKeyAccounts {
  /**
   * The account of an access key.
   *
   * @return the account, or empty if there is no such key; the stage fails if that cannot be told
   */
  CompletionStage<Optional<AccountId>> accountOf(AccessKeyId id);

  /** Asks here first, and another who knows keys for those that are not known here. */
  default AccessKeyAccounts or(AccessKeyAccounts next) {
    return id ->
        accountOf(id)
            .thenCompose(found ->
                found.isPresent() ? CompletableFuture.completedFuture(found) : next.accountOf(id));
  }
}
