package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes accounts and their root users' access keys. */
public interface AccountAdministration {
  /**
   * Makes an account and its root user's first access key.
   *
   * @param name the account's name, for people to read
   * @param account the account's id; empty to have one made up
   * @return the key, with its secret for this once; fails with a {@link
   *     dev.ddblocal.domain.error.DynamoDbException} if there is such an account already
   */
  CompletionStage<AccessKey> createAccount(String name, Optional<AccountId> account);

  /**
   * Makes another access key of an account's root user.
   *
   * @return the key, with its secret for this once; fails with a {@link
   *     dev.ddblocal.domain.error.DynamoDbException} if there is no such account
   */
  CompletionStage<AccessKey> createRootAccessKey(AccountId account);
}
