package dev.ddblocal.auth.identity;

import dev.ddblocal.auth.credentials.AccessKeyId;
import dev.ddblocal.domain.identity.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When, where and for which service access keys of the identity table were last used. A use costs a
 * look into a map; it is remembered to the minute and written down when {@link #flush} is called.
 */
public final class AccessKeyUsage {
  private static final Duration COARSENESS = Duration.ofMinutes(1);
  private static final int MOST_CHANGES = 100;
  private static final String SORT = "USED";

  private final IdentityStore store;
  private final InstantSource clock;
  private final Map<String, Cell> cells = new ConcurrentHashMap<>();

  /**
   * Creates the memory.
   *
   * @param store where uses are written down; best one that no {@link IdentityRevision} watches, as
   *     a use changes nobody's rights
   * @param clock the time
   */
  public AccessKeyUsage(IdentityStore store, InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /**
   * A use of a key.
   *
   * @param at when
   * @param region where
   * @param service the service's signing name
   */
  public record Use(Instant at, String region, String service) {
    /** Refuses missing parts. */
    public Use {
      Objects.requireNonNull(at, "at is null");
      Objects.requireNonNull(region, "region is null");
      Objects.requireNonNull(service, "service is null");
    }
  }

  /** Says that the key is one of the identity table; uses of others are not remembered. */
  void watch(AccessKeyId id) {
    cells.computeIfAbsent(id.value(), _ -> new Cell());
  }

  /** Says that a request was authenticated by that key. */
  public void used(String accessKeyId, Region region, String service) {
    Cell cell = cells.get(accessKeyId);
    if (cell == null) {
      return;
    }
    Use last = cell.last;
    Instant now = clock.instant();
    if (last == null
        || !last.service().equals(service)
        || !last.region().equals(region.value())
        || now.isAfter(last.at().plus(COARSENESS))) {
      cell.last = new Use(now, region.value(), service);
      cell.written = false;
    }
  }

  /** The last use of a key; empty if it was never used. */
  public CompletionStage<Optional<Use>> lastUse(AccessKeyId id) {
    Cell cell = cells.get(id.value());
    return cell != null && cell.last != null
        ? CompletableFuture.completedFuture(Optional.of(cell.last))
        : store
            .get(AccessKeyRecord.partition(id), SORT)
            .thenApply(found -> found.map(AccessKeyUsage::use));
  }

  /** The change that takes the record of a deleted key's uses away. */
  public static IdentityChange deletion(AccessKeyId id) {
    return new IdentityChange.Delete(AccessKeyRecord.partition(id), SORT);
  }

  /** Forgets a key that was deleted. */
  public void forget(AccessKeyId id) {
    cells.remove(id.value());
  }

  /** Writes down what was not yet; completes when it is durable. */
  public CompletionStage<Void> flush() {
    List<IdentityChange> changes = new ArrayList<>();
    List<Cell> flushed = new ArrayList<>();
    cells.forEach((id, cell) -> {
      Use last = cell.last;
      if (last != null && !cell.written && changes.size() < MOST_CHANGES) {
        cell.written = true;
        flushed.add(cell);
        changes.add(new IdentityChange.Put(record(new AccessKeyId(id), last)));
      }
    });
    if (changes.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return store
        .apply(changes)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            flushed.forEach(cell -> cell.written = false);
          }
        });
  }

  private static IdentityRecord record(AccessKeyId id, Use use) {
    return IdentityRecord.of(AccessKeyRecord.partition(id), SORT)
        .with("usedAt", RecordedTime.write(use.at()))
        .with("region", use.region())
        .with("service", use.service());
  }

  private static Use use(IdentityRecord record) {
    return new Use(
        RecordedTime.read(record, "usedAt"),
        record.text("region").orElse(""),
        record.text("service").orElse(""));
  }

  private static final class Cell {
    private volatile Use last;
    private volatile boolean written;
  }
}
