package dev.ddblocal.storage.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ResourcePolicies;
import dev.ddblocal.domain.schema.ResourcePolicy;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.ServerSideEncryption;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.schema.TableClass;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableStream;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import dev.ddblocal.domain.schema.TimeToLive;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A table definition in the form in which the catalogue keeps it: JSON with the names below. What
 * is absent is left out; version 1 of the schema knew neither indexes nor the times of changes,
 * version 2 no streams, no expiry and no tags, and version 3 no policies. It stands apart from
 * {@link TableDefinition} so that a change there cannot make existing files unreadable unnoticed.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredTable(
    String id,
    String name,
    List<Attribute> attributes,
    List<Attribute> partitionKey,
    List<Attribute> sortKey,
    List<StoredIndex> indexes,
    String billingMode,
    Units provisioned,
    Changes throughputChanges,
    String onDemandSince,
    Units onDemandMaximum,
    Units warmThroughput,
    String tableClass,
    String tableClassChangedAt,
    boolean deletionProtected,
    String kmsMasterKeyArn,
    Stream stream,
    String latestStreamLabel,
    Expiry timeToLive,
    String timeToLiveChangedAt,
    Map<String, String> tags,
    Policy policy,
    Map<String, Policy> streamPolicies,
    String createdAt,
    String updatedAt,
    String deletingSince) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key attribute with its type's letter. */
  record Attribute(String name, String type) {
    static List<Attribute> listOf(List<KeyAttribute> attributes) {
      return attributes.stream()
          .map(attribute -> new Attribute(attribute.name(), attribute.type().name()))
          .toList();
    }

    static List<KeyAttribute> toAttributes(List<Attribute> attributes) {
      return attributes.stream()
          .map(each -> new KeyAttribute(each.name(), ScalarAttributeType.valueOf(each.type())))
          .toList();
    }
  }

  /** Units for reads and writes. */
  record Units(long read, long write) {
    static Units of(Throughput throughput) {
      return new Units(throughput.read(), throughput.write());
    }

    Throughput toThroughput() {
      return new Throughput(read, write);
    }

    static Optional<Throughput> ifAsked(Units unitsOrNull) {
      return Optional.ofNullable(unitsOrNull).map(Units::toThroughput);
    }
  }

  /** When units were changed; null if they never were. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Changes(String lastIncrease, String lastDecrease, int decreasesThatDay) {
    static Changes of(ThroughputChanges changes) {
      return changes.equals(ThroughputChanges.NONE)
          ? null
          : new Changes(
              text(changes.lastIncrease()),
              text(changes.lastDecrease()),
              changes.decreasesThatDay());
    }

    static ThroughputChanges toChanges(Changes changesOrNull) {
      return changesOrNull == null
          ? ThroughputChanges.NONE
          : new ThroughputChanges(
              instant(changesOrNull.lastIncrease),
              instant(changesOrNull.lastDecrease),
              changesOrNull.decreasesThatDay);
    }
  }

  /** The stream that records changes; null while none is enabled. */
  record Stream(String id, String label, String viewType, long openShard) {
    static Stream of(TableStream stream) {
      return new Stream(
          stream.id().toString(), stream.label(), stream.viewType().name(), stream.openShard());
    }

    TableStream toStream() {
      return new TableStream(
          new StreamId(UUID.fromString(id)), label, StreamViewType.valueOf(viewType), openShard);
    }
  }

  /** The setting by which items expire; null where there is none. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Expiry(
      String attribute, String entries, String enabledAt, boolean backfilled, String disabledAt) {
    static Expiry of(TimeToLive timeToLive) {
      return new Expiry(
          timeToLive.attribute(),
          timeToLive.entries().toString(),
          timeToLive.enabledAt().toString(),
          timeToLive.backfilled(),
          text(timeToLive.disabledAt()));
    }

    TimeToLive toTimeToLive() {
      return new TimeToLive(
          attribute,
          new IndexId(UUID.fromString(entries)),
          Instant.parse(enabledAt),
          backfilled,
          instant(disabledAt));
    }
  }

  /** A resource-based policy; null where there is none. */
  record Policy(String document, String revisionId, String changedAt) {
    static Policy of(ResourcePolicy policy) {
      return new Policy(policy.document(), policy.revisionId(), policy.changedAt().toString());
    }

    static Map<String, Policy> byLabel(ResourcePolicies policies) {
      Map<String, Policy> stored = new LinkedHashMap<>();
      policies.ofStreams().forEach((label, policy) -> stored.put(label, of(policy)));
      return stored.isEmpty() ? null : stored;
    }

    ResourcePolicy toPolicy() {
      return new ResourcePolicy(document, revisionId, Instant.parse(changedAt));
    }

    static ResourcePolicies toPolicies(Policy ofTableOrNull, Map<String, Policy> ofStreamsOrNull) {
      ResourcePolicies policies =
          ResourcePolicies.NONE.with(
              Optional.empty(), Optional.ofNullable(ofTableOrNull).map(Policy::toPolicy));
      if (ofStreamsOrNull != null) {
        for (Map.Entry<String, Policy> each : ofStreamsOrNull.entrySet()) {
          policies =
              policies.with(Optional.of(each.getKey()), Optional.of(each.getValue().toPolicy()));
        }
      }
      return policies;
    }
  }

  /** The definition as JSON. */
  static String format(TableDefinition table) {
    try {
      return JSON.writeValueAsString(of(table));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The definition from its JSON.
   *
   * @throws SQLException if it is not what {@link #format} writes: the file is damaged
   */
  static TableDefinition parse(String json) throws SQLException {
    try {
      return JSON.readValue(json, StoredTable.class).toDefinition();
    } catch (JsonProcessingException | RuntimeException damage) {
      throw new SQLException("the catalogue holds an unreadable table definition", damage);
    }
  }

  private static StoredTable of(TableDefinition table) {
    return new StoredTable(
        table.id().toString(),
        table.name().value(),
        Attribute.listOf(table.attributeDefinitions()),
        Attribute.listOf(table.key().partition()),
        Attribute.listOf(table.key().sort()),
        table.indexes().stream().map(StoredIndex::of).toList(),
        table.billingMode().name(),
        Units.of(table.provisioned()),
        Changes.of(table.throughputChanges()),
        text(table.onDemandSince()),
        table.onDemandMaximum().map(Units::of).orElse(null),
        table.warmThroughput().map(Units::of).orElse(null),
        table.tableClass().map(TableClass::name).orElse(null),
        text(table.tableClassChangedAt()),
        table.deletionProtected(),
        table.encryption().map(ServerSideEncryption::kmsMasterKeyArn).orElse(null),
        table.stream().map(Stream::of).orElse(null),
        table.latestStreamLabel().orElse(null),
        table.timeToLive().map(Expiry::of).orElse(null),
        text(table.timeToLiveChangedAt()),
        table.tags().isEmpty() ? null : table.tags(),
        table.resourcePolicies().ofTable().map(Policy::of).orElse(null),
        Policy.byLabel(table.resourcePolicies()),
        table.createdAt().toString(),
        text(table.updatedAt()),
        text(table.deletingSince()));
  }

  private TableDefinition toDefinition() {
    return new TableDefinition(
        new TableId(UUID.fromString(id)),
        new TableName(name),
        Attribute.toAttributes(attributes),
        new KeySchema(Attribute.toAttributes(partitionKey), Attribute.toAttributes(sortKey)),
        indexes == null ? List.of() : indexes.stream().map(StoredIndex::toIndex).toList(),
        BillingMode.valueOf(billingMode),
        provisioned.toThroughput(),
        Changes.toChanges(throughputChanges),
        instant(onDemandSince),
        Units.ifAsked(onDemandMaximum),
        Units.ifAsked(warmThroughput),
        Optional.ofNullable(tableClass).map(TableClass::valueOf),
        instant(tableClassChangedAt),
        deletionProtected,
        Optional.ofNullable(kmsMasterKeyArn).map(ServerSideEncryption::new),
        Optional.ofNullable(stream).map(Stream::toStream),
        Optional.ofNullable(latestStreamLabel),
        Optional.ofNullable(timeToLive).map(Expiry::toTimeToLive),
        instant(timeToLiveChangedAt),
        tags == null ? new LinkedHashMap<>() : new LinkedHashMap<>(tags),
        Policy.toPolicies(policy, streamPolicies),
        Instant.parse(createdAt),
        instant(updatedAt),
        instant(deletingSince));
  }

  static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  static Optional<Instant> instant(String textOrNull) {
    return Optional.ofNullable(textOrNull).map(Instant::parse);
  }
}
