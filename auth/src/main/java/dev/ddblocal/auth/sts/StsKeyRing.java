package dev.ddblocal.auth.sts;

import dev.ddblocal.auth.identity.IdentityChange;
import dev.ddblocal.auth.identity.IdentityRecord;
import dev.ddblocal.auth.identity.IdentityStore;
import dev.ddblocal.domain.encryption.AccountKey;
import dev.ddblocal.domain.encryption.SealingKey;
import dev.ddblocal.domain.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The keys that session tokens are sealed with. They are records of the identity table,
 *
 * <pre>
 *   pk SYS | sk STSKEY#8 hexadecimal digits | createdAt N | sealed B
 * </pre>
 *
 * each sealed by the IAM account's own key. A key seals for 24 hours and opens until the longest
 * session it can have sealed has ended. The first key is made when it is first needed; the ring is
 * read once, and is this object's from then on: one process has the table.
 */
public final class StsKeyRing {
  /** How long a key seals. */
  static final Duration SEALS_FOR = Duration.ofHours(24);

  /** How long the longest session lasts. */
  static final Duration LONGEST_SESSION = Duration.ofHours(36);

  private static final System.Logger LOG = System.getLogger(StsKeyRing.class.getName());
  private static final String PARTITION = "SYS";
  private static final String PREFIX = "STSKEY#";
  private static final String CREATED_AT = "createdAt";
  private static final String SEALED = "sealed";

  private final IdentityStore store;
  private final Supplier<AccountKey> iamAccountKey;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Object lock = new Object();

  /** The ring as it is, or as it is about to be; what failed is done anew. */
  private CompletableFuture<Map<String, StsKey>> ring = CompletableFuture.completedFuture(null);

  /**
   * Creates the ring; nothing is read yet.
   *
   * @param store where the keys are kept
   * @param iamAccountKey the key of the IAM account as it is now, which they are sealed by
   * @param clock tells how old they are
   */
  public StsKeyRing(IdentityStore store, Supplier<AccountKey> iamAccountKey, InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.iamAccountKey = Objects.requireNonNull(iamAccountKey, "iamAccountKey is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** The key to seal with now; one is made if there is none or it has sealed for long enough. */
  CompletionStage<StsKey> current() {
    synchronized (lock) {
      ring = keys().thenCompose(this::withFreshKey);
      return ring.thenApply(keys -> newest(keys).orElseThrow());
    }
  }

  /** The key with that id, if tokens that it sealed may still be good. */
  CompletionStage<Optional<StsKey>> find(byte[] id) {
    String hexId = HexFormat.of().formatHex(id);
    synchronized (lock) {
      ring = keys();
      return ring.thenApply(
          keys -> Optional.ofNullable(keys.get(hexId)).filter(key -> !isRetired(key)));
    }
  }

  /** The ring, read from the store if it has not been, or if that has failed. */
  private CompletableFuture<Map<String, StsKey>> keys() {
    return ring.exceptionally(_ -> null)
        .thenCompose(keys -> keys == null ? read() : CompletableFuture.completedFuture(keys));
  }

  private CompletionStage<Map<String, StsKey>> read() {
    return store
        .list(PARTITION, PREFIX)
        .thenCompose(records -> {
          Map<String, StsKey> keys = new LinkedHashMap<>();
          List<IdentityChange> changes = new ArrayList<>();
          for (IdentityRecord record : records) {
            open(record, changes).ifPresent(key -> keys.put(key.hexId(), key));
          }
          return changes.isEmpty()
              ? CompletableFuture.completedFuture(keys)
              : store.apply(changes).thenApply(_ -> keys);
        });
  }

  /** Opens a record; one that the IAM account's former key sealed is to be sealed anew. */
  private Optional<StsKey> open(IdentityRecord record, List<IdentityChange> changes) {
    Optional<Bytes> sealed = record.bytes(SEALED);
    Optional<Long> createdAt = record.number(CREATED_AT);
    Optional<byte[]> id = id(record.sort().substring(PREFIX.length()));
    if (sealed.isPresent() && createdAt.isPresent() && id.isPresent()) {
      byte[] context = context(record.sort(), createdAt.get());
      byte[] bytes = sealed.get().toArray();
      Optional<byte[]> master = sealingKey().open(bytes, context);
      boolean outdated = master.isEmpty();
      if (outdated) {
        master = iamAccountKey.get().current().open(bytes, context);
      }
      if (master.isPresent()) {
        StsKey key =
            new StsKey(
                id.get(), Instant.ofEpochSecond(createdAt.get()), SealingKey.of(master.get()));
        if (outdated) {
          changes.add(new IdentityChange.Put(record(key)));
        }
        return Optional.of(key);
      }
    }
    LOG.log(
        System.Logger.Level.ERROR,
        "the session token key {0} does not open; sessions that it sealed are refused",
        record.sort());
    return Optional.empty();
  }

  private CompletionStage<Map<String, StsKey>> withFreshKey(Map<String, StsKey> keys) {
    Instant sealedFrom = clock.instant().minus(SEALS_FOR);
    if (newest(keys).filter(key -> key.createdAt().isAfter(sealedFrom)).isPresent()) {
      return CompletableFuture.completedFuture(keys);
    }
    Map<String, StsKey> changed = new LinkedHashMap<>(keys);
    List<IdentityChange> changes = new ArrayList<>();
    for (StsKey key : keys.values()) {
      if (isRetired(key)) {
        changed.remove(key.hexId());
        changes.add(new IdentityChange.Delete(PARTITION, PREFIX + key.hexId()));
      }
    }
    byte[] id = new byte[StsKey.ID_BYTES];
    random.nextBytes(id);
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    StsKey fresh = new StsKey(id, now, SealingKey.random());
    changed.put(fresh.hexId(), fresh);
    changes.add(new IdentityChange.Create(record(fresh)));
    return store.apply(changes).thenApply(_ -> changed);
  }

  private boolean isRetired(StsKey key) {
    Instant lastSessionEnds = key.createdAt().plus(SEALS_FOR).plus(LONGEST_SESSION);
    return lastSessionEnds.isBefore(clock.instant());
  }

  private static Optional<StsKey> newest(Map<String, StsKey> keys) {
    StsKey newest = null;
    for (StsKey key : keys.values()) {
      if (newest == null || key.createdAt().isAfter(newest.createdAt())) {
        newest = key;
      }
    }
    return Optional.ofNullable(newest);
  }

  private IdentityRecord record(StsKey key) {
    String sort = PREFIX + key.hexId();
    long createdAt = key.createdAt().getEpochSecond();
    return IdentityRecord.of(PARTITION, sort)
        .with(CREATED_AT, createdAt)
        .with(SEALED, sealingKey().seal(key.master().bytes(), context(sort, createdAt)));
  }

  private SealingKey sealingKey() {
    AccountKey key = iamAccountKey.get();
    return key.next().orElse(key.current());
  }

  private static byte[] context(String sort, long createdAt) {
    return ("ddblocal-sts-key-v1|" + sort + "|" + createdAt).getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<byte[]> id(String hex) {
    try {
      byte[] id = HexFormat.of().parseHex(hex);
      return id.length == StsKey.ID_BYTES ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
