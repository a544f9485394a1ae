package dev.ddblocal.auth.identity;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.identity.AccountId;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** An identity table in memory, with all that goes with it. */
public final class LocalIdentities {
  /** The IAM account. */
  public static final AccountId IAM_ACCOUNT = new AccountId("999988887777");

  /** An account with users. */
  public static final AccountId ACCOUNT = new AccountId("444455556666");

  private final LocalDynamoDb dynamoDb = new LocalDynamoDb();
  private final IdentityRevision revision = new IdentityRevision();
  private final WatchedDynamoDb watched =
      new WatchedDynamoDb(dynamoDb.api(), IAM_ACCOUNT, revision);
  private final DynamoDbIdentityStore store =
      new DynamoDbIdentityStore(watched, IAM_ACCOUNT, LocalDynamoDb.REGION);
  private final AtomicReference<AccountKey> key =
      new AtomicReference<>(new AccountKey(SealingKey.random(), Optional.empty()));
  private final SecretSealer sealer = new SecretSealer(key::get);
  private final AccessKeyUsage usage =
      new AccessKeyUsage(
          new DynamoDbIdentityStore(dynamoDb.api(), IAM_ACCOUNT, LocalDynamoDb.REGION),
          dynamoDb::now);

  /** An empty table. */
  public LocalIdentities() {
    await(store.create());
  }

  /** The database that the table is in; its clock is everybody's. */
  public LocalDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /** The API through which the IAM account's writes are noticed. */
  public WatchedDynamoDb watched() {
    return watched;
  }

  /** What grows with every change. */
  public IdentityRevision revision() {
    return revision;
  }

  /** The table. */
  public DynamoDbIdentityStore store() {
    return store;
  }

  /** Seals secrets by the key of {@link #sealBy}. */
  public SecretSealer sealer() {
    return sealer;
  }

  /** Knows when keys were used. */
  public AccessKeyUsage usage() {
    return usage;
  }

  /** Uses of the key are remembered from now on, as when it is resolved. */
  public void watchUse(AccessKeyId id) {
    usage.watch(id);
  }

  /** The IAM account's key is another from now on. */
  public void sealBy(AccountKey other) {
    key.set(other);
  }

  /** The IAM account's key. */
  public AccountKey sealingKey() {
    return key.get();
  }

  /** Waits for a stage; throws what it fails with. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
