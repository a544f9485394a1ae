package dev.ddblocal.auth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Encryption keys of accounts that the control plane has made (spec: authentication, 9.3). */
class StoredAccountKeysTest {
  private static final AccountId ACME = new AccountId("222233334444");
  private static final AccountId GLOBEX = new AccountId("333344445555");

  private final SealingKey iamKey = SealingKey.random();
  private final AtomicReference<AccountKey> iam =
      new AtomicReference<>(new AccountKey(iamKey, Optional.empty()));
  private final DynamoDbIdentityStore store =
      new DynamoDbIdentityStore(
          new LocalDynamoDb().api(), LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION);
  private final StoredAccountKeys keys = new StoredAccountKeys(store, iam::get);
  private final SealingKey acmeKey = SealingKey.random();

  @BeforeEach
  void makeTable() {
    store.create().toCompletableFuture().join();
  }

  private void put(AccountRecord account) {
    store.apply(List.of(new IdentityChange.Put(account.record()))).toCompletableFuture().join();
  }

  private static AccountRecord account(AccountId id) {
    return AccountRecord.create(id, "name", Instant.EPOCH);
  }

  private Optional<AccountKey> keyOf(AccountId account) {
    return keys.keyOf(account).toCompletableFuture().join();
  }

  private IdentityRecord record(AccountId account) {
    return store
        .get(AccountRecord.partition(account), AccountRecord.SORT)
        .toCompletableFuture()
        .join()
        .orElseThrow();
  }

  @Test
  void an_account_without_a_record_or_without_a_key_has_none() {
    put(account(GLOBEX));

    assertEquals(Optional.empty(), keyOf(ACME));
    assertEquals(Optional.empty(), keyOf(GLOBEX));
  }

  @Test
  void a_key_in_clear_is_sealed_when_it_is_first_seen() {
    put(account(ACME).withEncryptionKey(acmeKey));

    assertEquals(Optional.of(new AccountKey(acmeKey, Optional.empty())), keyOf(ACME));

    assertEquals(Optional.empty(), record(ACME).text("accountKey"));
    assertTrue(record(ACME).bytes("wrappedAccountKey").isPresent());
    assertEquals(Optional.of(new AccountKey(acmeKey, Optional.empty())), keyOf(ACME));
  }

  @Test
  void a_next_key_asks_for_a_rotation() {
    SealingKey next = SealingKey.random();
    put(account(ACME).withEncryptionKey(acmeKey));
    keyOf(ACME);
    IdentityRecord sealed = record(ACME);
    store
        .apply(
            List.of(
                new IdentityChange.Put(
                    sealed.with(
                        "nextAccountKey", Base64.getEncoder().encodeToString(next.bytes())))))
        .toCompletableFuture()
        .join();

    assertEquals(Optional.of(new AccountKey(acmeKey, Optional.of(next))), keyOf(ACME));
    assertFalse(record(ACME).attributes().containsKey("nextAccountKey"));
  }

  @Test
  void the_iam_accounts_next_key_opens_and_seals_too() {
    put(account(ACME).withEncryptionKey(acmeKey));
    keyOf(ACME);
    SealingKey next = SealingKey.random();
    iam.set(new AccountKey(iamKey, Optional.of(next)));

    assertEquals(Optional.of(new AccountKey(acmeKey, Optional.empty())), keyOf(ACME));
  }

  @Test
  void a_key_that_cannot_be_read_is_never_taken_for_none() {
    put(account(ACME).withEncryptionKey(acmeKey));
    keyOf(ACME);
    IdentityRecord acme = record(ACME);
    put(
        new AccountRecord(
            new IdentityRecord(
                AccountRecord.partition(GLOBEX), AccountRecord.SORT, acme.attributes())));

    assertThrows(CompletionException.class, () -> keyOf(GLOBEX), "another account's envelope");
    iam.set(new AccountKey(SealingKey.random(), Optional.empty()));
    assertThrows(CompletionException.class, () -> keyOf(ACME), "another key of the IAM account");
  }
}
