package dev.ddblocal.auth.identity;

import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.port.AccountKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The encryption keys of the accounts that the control plane has made, as their records hold them:
 * sealed under the IAM account's key, each for its account and attribute. A key that was written in
 * clear, the Base64 of 32 bytes, is sealed when it is first seen.
 */
public final class StoredAccountKeys implements AccountKeys {
  /** The attribute with a key in clear. */
  static final String PLAIN_KEY = "accountKey";

  private static final String WRAPPED_KEY = "wrappedAccountKey";
  private static final String PLAIN_NEXT_KEY = "nextAccountKey";
  private static final String WRAPPED_NEXT_KEY = "wrappedNextAccountKey";

  private final IdentityStore store;
  private final Supplier<AccountKey> iamAccountKey;

  /**
   * Creates the source.
   *
   * @param store the identity table
   * @param iamAccountKey the IAM account's key as it is now; asked every time
   */
  public StoredAccountKeys(IdentityStore store, Supplier<AccountKey> iamAccountKey) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.iamAccountKey = Objects.requireNonNull(iamAccountKey, "iamAccountKey is null");
  }

  /**
   * {@inheritDoc}
   *
   * <p>A key that is recorded and cannot be read fails the stage: it is never taken for none.
   */
  @Override
  public CompletionStage<Optional<AccountKey>> keyOf(AccountId account) {
    return store
        .get(AccountRecord.partition(account), AccountRecord.SORT)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : keyOf(found.get(), account));
  }

  private CompletionStage<Optional<AccountKey>> keyOf(IdentityRecord record, AccountId account) {
    IdentityRecord sealed =
        sealed(
            sealed(record, PLAIN_KEY, WRAPPED_KEY, account),
            PLAIN_NEXT_KEY,
            WRAPPED_NEXT_KEY,
            account);
    Optional<SealingKey> next = opened(sealed, WRAPPED_NEXT_KEY, account);
    Optional<AccountKey> key =
        opened(sealed, WRAPPED_KEY, account).map(current -> new AccountKey(current, next));
    return sealed.equals(record)
        ? CompletableFuture.completedFuture(key)
        : replace(record, sealed).thenApply(_ -> key);
  }

  private IdentityRecord sealed(
      IdentityRecord record, String plain, String wrapped, AccountId account) {
    Optional<String> text = record.text(plain);
    if (text.isEmpty()) {
      return record;
    }
    SealingKey key = SealingKey.parse(text.get()).orElseThrow(() -> unreadable(account));
    AccountKey iam = iamAccountKey.get();
    byte[] envelope = iam.next().orElse(iam.current()).seal(key.bytes(), context(account, wrapped));
    return record.without(plain).with(wrapped, envelope);
  }

  private Optional<SealingKey> opened(IdentityRecord record, String wrapped, AccountId account) {
    return record
        .bytes(wrapped)
        .map(envelope -> {
          AccountKey iam = iamAccountKey.get();
          byte[] context = context(account, wrapped);
          return iam.next()
              .flatMap(next -> next.open(envelope.toArray(), context))
              .or(() -> iam.current().open(envelope.toArray(), context))
              .map(SealingKey::of)
              .orElseThrow(() -> unreadable(account));
        });
  }

  /** Where somebody changes the record meanwhile, that it cannot be told is the answer for now. */
  private CompletionStage<Void> replace(IdentityRecord before, IdentityRecord after) {
    return store.apply(List.of(new IdentityChange.Replace(before, after)));
  }

  private static byte[] context(AccountId account, String attribute) {
    return ("account-key|" + account + "|" + attribute).getBytes(StandardCharsets.UTF_8);
  }

  private static IllegalStateException unreadable(AccountId account) {
    return new IllegalStateException(
        "the encryption key that is recorded of account " + account + " cannot be read");
  }
}
