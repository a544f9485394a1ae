package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.UnusableKeyException;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows the access keys in the identity table. */
public final class StoredAccessKeyAccounts implements AccessKeyAccounts {
  private final IdentityStore store;
  private final AccountId iamAccount;

  /**
   * Creates the lookup.
   *
   * @param store the identity table
   * @param iamAccount the IAM account, which no record can make a key for
   */
  public StoredAccessKeyAccounts(IdentityStore store, AccountId iamAccount) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.iamAccount = Objects.requireNonNull(iamAccount, "iamAccount is null");
  }

  @Override
  public CompletionStage<Optional<AccountId>> accountOf(AccessKeyId id) {
    return store
        .get(AccessKeyRecord.partition(id), AccessKeyRecord.SORT)
        .thenApply(record -> record.flatMap(this::account));
  }

  /** The account of a key; a record that makes no key has none. */
  private Optional<AccountId> account(IdentityRecord record) {
    try {
      return Optional.of(AccessKeyRecord.read(record, iamAccount).account());
    } catch (UnusableKeyException e) {
      return Optional.empty();
    }
  }
}
