package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is recorded of a secondary index but its entries and their statistics.
 *
 * @param id the unique id
 * @param name the name, unique within the table
 * @param kind local or global
 * @param key the index key: up to four partition and four sort key attributes for a global index,
 *     the table's partition key and one sort key attribute for a local one
 * @param projection the attributes that entries have
 * @param provisioned provisioned capacity units; zeros on demand and for a local index
 * @param throughputChanges when the provisioned capacity units were changed
 * @param onDemandMaximum the on-demand maxima; {@link Throughput#UNLIMITED} where there is none
 * @param warmThroughput the warm throughput that was asked for
 * @param createdAt when the request that makes the index was accepted
 * @param updatedAt when the last request that changes the index was accepted
 * @param backfilled whether the index has an entry for every item that it should have one for; each
 *     write keeps the entries of its own items either way
 * @param deletingSince when the request that deletes the index was accepted
 */
public record SecondaryIndex(
    IndexId id,
    String name,
    IndexKind kind,
    KeySchema key,
    IndexProjection projection,
    Throughput provisioned,
    ThroughputChanges throughputChanges,
    Optional<Throughput> onDemandMaximum,
    Optional<Throughput> warmThroughput,
    Instant createdAt,
    Optional<Instant> updatedAt,
    boolean backfilled,
    Optional<Instant> deletingSince) {
  /** Refuses missing parts. */
  public SecondaryIndex {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(kind, "kind is null");
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(projection, "projection is null");
    Objects.requireNonNull(provisioned, "provisioned is null");
    Objects.requireNonNull(throughputChanges, "throughputChanges is null");
    Objects.requireNonNull(onDemandMaximum, "onDemandMaximum is null");
    Objects.requireNonNull(warmThroughput, "warmThroughput is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(updatedAt, "updatedAt is null");
    Objects.requireNonNull(deletingSince, "deletingSince is null");
  }

  /**
   * The key of the index's entries: the index key, and behind it those attributes of the table's
   * key that it does not hold, which tell entries with equal index keys apart.
   *
   * @param tableKey the primary key of the index's table
   */
  public KeySchema entryKey(KeySchema tableKey) {
    List<KeyAttribute> held = key.attributes();
    List<KeyAttribute> sort = new ArrayList<>(key.sort());
    for (KeyAttribute attribute : tableKey.attributes()) {
      if (!held.contains(attribute)) {
        sort.add(attribute);
      }
    }
    return new KeySchema(key.partition(), sort);
  }

  /** The same index with all its entries. */
  public SecondaryIndex withAllEntries() {
    return inState(true, deletingSince);
  }

  /** The same index, marked as being deleted since the given time. */
  public SecondaryIndex deleting(Instant since) {
    return inState(backfilled, Optional.of(since));
  }

  private SecondaryIndex inState(boolean nowBackfilled, Optional<Instant> nowDeletingSince) {
    return new SecondaryIndex(
        id,
        name,
        kind,
        key,
        projection,
        provisioned,
        throughputChanges,
        onDemandMaximum,
        warmThroughput,
        createdAt,
        updatedAt,
        nowBackfilled,
        nowDeletingSince);
  }

  /**
   * The same index with other throughput settings.
   *
   * @param units provisioned capacity units; zeros on demand
   * @param changes when they were changed
   * @param maximum the on-demand maxima
   * @param warm the warm throughput that was asked for
   * @param since when the request that changes them was accepted
   */
  public SecondaryIndex withThroughput(
      Throughput units,
      ThroughputChanges changes,
      Optional<Throughput> maximum,
      Optional<Throughput> warm,
      Instant since) {
    return new SecondaryIndex(
        id,
        name,
        kind,
        key,
        projection,
        units,
        changes,
        maximum,
        warm,
        createdAt,
        Optional.of(since),
        backfilled,
        deletingSince);
  }
}
