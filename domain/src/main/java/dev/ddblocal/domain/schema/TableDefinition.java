package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Everything that is recorded of a table but its items and their statistics.
 *
 * @param id the unique id
 * @param name the name
 * @param attributeDefinitions the attribute definitions in the order they were sent
 * @param key the primary key
 * @param indexes the secondary indexes, in the order in which DescribeTable lists them
 * @param billingMode how throughput is paid for
 * @param provisioned provisioned capacity units; zeros on demand
 * @param throughputChanges when the provisioned capacity units were changed
 * @param onDemandSince when the table was last made or changed to be paid on demand
 * @param onDemandMaximum the on-demand maxima; {@link Throughput#UNLIMITED} where there is none
 * @param warmThroughput the warm throughput that was asked for
 * @param tableClass the storage class, if one was asked for
 * @param tableClassChangedAt when the storage class was changed
 * @param deletionProtected whether DeleteTable is refused
 * @param encryption the encryption that was asked for
 * @param stream the stream that records changes, while one is enabled
 * @param latestStreamLabel the label of the stream that was enabled last, if any ever was
 * @param timeToLive the setting by which items expire, until it is disabled and nothing shows it
 * @param timeToLiveChangedAt when that setting was last made or unmade
 * @param tags the tags, in the order in which they were first given
 * @param resourcePolicies the resource-based policies of the table and its streams
 * @param createdAt when CreateTable was accepted
 * @param updatedAt when the last UpdateTable was accepted
 * @param deletingSince when DeleteTable was accepted, for a table that still shows as DELETING
 */
public record TableDefinition(
    TableId id,
    TableName name,
    List<KeyAttribute> attributeDefinitions,
    KeySchema key,
    List<SecondaryIndex> indexes,
    BillingMode billingMode,
    Throughput provisioned,
    ThroughputChanges throughputChanges,
    Optional<Instant> onDemandSince,
    Optional<Throughput> onDemandMaximum,
    Optional<Throughput> warmThroughput,
    Optional<TableClass> tableClass,
    Optional<Instant> tableClassChangedAt,
    boolean deletionProtected,
    Optional<ServerSideEncryption> encryption,
    Optional<TableStream> stream,
    Optional<String> latestStreamLabel,
    Optional<TimeToLive> timeToLive,
    Optional<Instant> timeToLiveChangedAt,
    SequencedMap<String, String> tags,
    ResourcePolicies resourcePolicies,
    Instant createdAt,
    Optional<Instant> updatedAt,
    Optional<Instant> deletingSince) {
  /** Refuses missing parts. */
  public TableDefinition {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(name, "name is null");
    attributeDefinitions = List.copyOf(attributeDefinitions);
    Objects.requireNonNull(key, "key is null");
    indexes = List.copyOf(indexes);
    Objects.requireNonNull(billingMode, "billingMode is null");
    Objects.requireNonNull(provisioned, "provisioned is null");
    Objects.requireNonNull(throughputChanges, "throughputChanges is null");
    Objects.requireNonNull(onDemandSince, "onDemandSince is null");
    Objects.requireNonNull(onDemandMaximum, "onDemandMaximum is null");
    Objects.requireNonNull(warmThroughput, "warmThroughput is null");
    Objects.requireNonNull(tableClass, "tableClass is null");
    Objects.requireNonNull(tableClassChangedAt, "tableClassChangedAt is null");
    Objects.requireNonNull(encryption, "encryption is null");
    Objects.requireNonNull(stream, "stream is null");
    Objects.requireNonNull(latestStreamLabel, "latestStreamLabel is null");
    Objects.requireNonNull(timeToLive, "timeToLive is null");
    Objects.requireNonNull(timeToLiveChangedAt, "timeToLiveChangedAt is null");
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
    Objects.requireNonNull(resourcePolicies, "resourcePolicies is null");
    Objects.requireNonNull(createdAt, "createdAt is null");
    Objects.requireNonNull(updatedAt, "updatedAt is null");
    Objects.requireNonNull(deletingSince, "deletingSince is null");
  }

  /** The stores that belong to the table: its own, those of its indexes, that of expiry. */
  public SequencedSet<StoreId> stores() {
    SequencedSet<StoreId> stores = new LinkedHashSet<>();
    stores.add(id);
    indexes.forEach(index -> stores.add(index.id()));
    timeToLive.ifPresent(expiry -> stores.add(expiry.entries()));
    return stores;
  }

  /** Whether a write has to know the whole item that it replaces, for what else is kept of it. */
  public boolean keepsTrackOfItems() {
    return !indexes.isEmpty() || stream.isPresent() || timeToLive.isPresent();
  }

  /** The secondary index of that name. */
  public Optional<SecondaryIndex> index(String indexName) {
    return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
  }

  /** The same table with this index in place of the one with its id. */
  public TableDefinition withIndex(SecondaryIndex index) {
    return change()
        .indexes(indexes.stream().map(each -> each.id().equals(index.id()) ? index : each).toList())
        .build();
  }

  /** A builder that holds what this definition holds. */
  public TableDefinitionBuilder change() {
    return new TableDefinitionBuilder(this);
  }

  /** The same table, marked as being deleted since the given time. */
  public TableDefinition deleting(Instant since) {
    return change().deletingSince(Optional.of(since)).build();
  }
}
