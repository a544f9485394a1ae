package dev.ddblocal.auth.identity;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.auth.credentials.SecretAccessKey;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.identity.AccountId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The long-term access keys of the identity table. A secret that lies there in clear, or sealed by
 * a key that is to be replaced, is sealed when it is first seen. A record that cannot be used is
 * passed over, and said to the log once.
 */
public final class AccessKeyVault {
  private static final Logger LOG = System.getLogger(AccessKeyVault.class.getName());
  private static final int MOST_ALARMS = 1_000;

  private final IdentityStore store;
  private final AccountId iamAccount;
  private final SecretSealer sealer;
  private final IdentityRevision revision;
  private final Set<String> alarmed = ConcurrentHashMap.newKeySet();
  private volatile Swept swept = new Swept(-1, Optional.empty());

  /**
   * Creates the vault.
   *
   * @param store the identity table
   * @param iamAccount the IAM account, which no record can make a key for
   * @param sealer seals and opens secrets
   * @param revision grows when the table changes
   */
  public AccessKeyVault(
      IdentityStore store, AccountId iamAccount, SecretSealer sealer, IdentityRevision revision) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.iamAccount = Objects.requireNonNull(iamAccount, "iamAccount is null");
    this.sealer = Objects.requireNonNull(sealer, "sealer is null");
    this.revision = Objects.requireNonNull(revision, "revision is null");
  }

  /**
   * A key with its secret.
   *
   * @param record what is recorded of the key
   * @param secret its secret
   */
  public record UsableKey(AccessKeyRecord record, SecretAccessKey secret) {
    /** Refuses missing parts. */
    public UsableKey {
      Objects.requireNonNull(record, "record is null");
      Objects.requireNonNull(secret, "secret is null");
    }
  }

  /** Looks a key up, active or not; empty if there is none that can be used. */
  public CompletionStage<Optional<UsableKey>> find(AccessKeyId id) {
    return store
        .get(AccessKeyRecord.partition(id), AccessKeyRecord.SORT)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : read(found.get()));
  }

  /**
   * Seals all secrets that are not, if the table or the key that seals has changed since this was
   * last done.
   *
   * @return completes when they are; fails if the table cannot be read or written
   */
  public CompletionStage<Void> sweep() {
    Swept now = new Swept(revision.current(), Optional.of(sealer.key()));
    if (now.equals(swept)) {
      return CompletableFuture.completedFuture(null);
    }
    CompletionStage<Void> done = sweep(AccessKeyRecord.PLAIN_SECRET);
    if (sealer.key().next().isPresent()) {
      done = done.thenCompose(_ -> sweep(AccessKeyRecord.ENVELOPE));
    }
    return done.thenRun(() -> swept = now);
  }

  private CompletionStage<Void> sweep(String attribute) {
    return store.scan(attribute).thenCompose(records -> readFrom(0, records));
  }

  private CompletionStage<Void> readFrom(int index, List<IdentityRecord> records) {
    return index == records.size()
        ? CompletableFuture.completedFuture(null)
        : read(records.get(index)).thenCompose(_ -> readFrom(index + 1, records));
  }

  private CompletionStage<Optional<UsableKey>> read(IdentityRecord record) {
    try {
      AccessKeyRecord key = AccessKeyRecord.read(record, iamAccount);
      UsableKey usable = new UsableKey(key, key.secret(sealer));
      return key.isSealedBy(sealer)
          ? CompletableFuture.completedFuture(Optional.of(usable))
          : seal(usable).thenApply(_ -> Optional.of(usable));
    } catch (UnusableKeyException e) {
      alarm(record, e.getMessage());
      return CompletableFuture.completedFuture(Optional.empty());
    }
  }

  /**
   * Seals a secret, and lists the key among its owner's: an import brings the record alone. Whoever
   * changed the record meanwhile has the last word, and the key is seen again.
   */
  private CompletionStage<Void> seal(UsableKey key) {
    AccessKeyRecord record = key.record();
    return store
        .apply(
            List.of(
                new IdentityChange.Replace(record.record(), record.sealed(key.secret(), sealer)),
                new IdentityChange.Put(
                    AccessKeyRecord.pointer(record.account(), record.userName(), record.id()))))
        .exceptionallyCompose(failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause instanceof IdentityConflictException
              ? CompletableFuture.completedFuture(null)
              : CompletableFuture.failedFuture(cause);
        });
  }

  /** Tells the operator of a record that is passed over, once in the life of the process. */
  void alarm(IdentityRecord record, String reason) {
    // Whoever wrote the record chose its keys, which belong in no log before they are checked.
    String named = AccessKeyRecord.idOf(record).map(AccessKeyId::value).orElse("without an id");
    if (alarmed.size() < MOST_ALARMS && alarmed.add(record.partition() + " " + reason)) {
      LOG.log(Level.ERROR, "access key record " + named + " is ignored: " + reason);
    }
  }

  /** What the last sweep has seen. */
  private record Swept(long revision, Optional<AccountKey> key) {}
}
