package dev.ddblocal.auth.control;

import dev.ddblocal.auth.credentials.AccessKey;
import dev.ddblocal.auth.credentials.AccessKeyGenerator;
import dev.ddblocal.auth.identity.AccessKeyRecord;
import dev.ddblocal.auth.identity.AccountRecord;
import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityConflictException;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.auth.identity.SecretSealer;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.identity.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes accounts and their root users' access keys in the identity table. */
public final class StoredAccounts implements AccountAdministration {
  private final IdentityStore store;
  private final SecretSealer sealer;
  private final AccessKeyGenerator generator;
  private final InstantSource clock;

  /**
   * Creates it.
   *
   * @param store the identity table
   * @param sealer seals the secrets
   * @param generator issues keys and account ids
   * @param clock when accounts and keys are made
   */
  public StoredAccounts(
      IdentityStore store, SecretSealer sealer, AccessKeyGenerator generator, InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.sealer = Objects.requireNonNull(sealer, "sealer is null");
    this.generator = Objects.requireNonNull(generator, "generator is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public CompletionStage<AccessKey> createAccount(String name, Optional<AccountId> account) {
    AccessKey key = account.map(generator::generate).orElseGet(generator::generate);
    IdentityChange made =
        new IdentityChange.Create(
            AccountRecord.create(key.accountId(), name, clock.instant())
                .withEncryptionKey(SealingKey.random())
                .record());
    return apply(made, key, ErrorCode.RESOURCE_IN_USE, "Account already exists: ");
  }

  @Override
  public CompletionStage<AccessKey> createRootAccessKey(AccountId account) {
    return store
        .get(AccountRecord.partition(account), AccountRecord.SORT)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.failedFuture(
                    refused(ErrorCode.RESOURCE_NOT_FOUND, "Account not found: ", account))
                : add(found.get(), account));
  }

  private CompletionStage<AccessKey> add(IdentityRecord seen, AccountId account) {
    return apply(
        new IdentityChange.Unchanged(seen),
        generator.generate(account),
        ErrorCode.RESOURCE_IN_USE,
        "Account is being changed: ");
  }

  private CompletionStage<AccessKey> apply(
      IdentityChange account, AccessKey key, ErrorCode code, String refusal) {
    Optional<String> ofRoot = Optional.empty();
    IdentityRecord record =
        AccessKeyRecord.create(key, Optional.empty(), clock.instant(), sealer).record();
    IdentityRecord pointer = AccessKeyRecord.pointer(key.accountId(), ofRoot, key.id());
    return store
        .apply(List.of(account, new IdentityChange.Create(record), new IdentityChange.Put(pointer)))
        .thenApply(_ -> key)
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                ControlPlaneException.causeOf(failure) instanceof IdentityConflictException
                    ? refused(code, refusal, key.accountId())
                    : failure));
  }

  private static DynamoDbException refused(ErrorCode code, String message, AccountId account) {
    return new DynamoDbException(code, message + account);
  }
}
