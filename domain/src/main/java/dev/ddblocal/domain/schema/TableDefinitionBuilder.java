package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Makes table definitions out of parts that come one by one. What is not given is as for a new
 * table that nothing was asked for; id, name, key and time of creation have to be given.
 */
public final class TableDefinitionBuilder {
  private TableId id;
  private TableName name;
  private List<KeyAttribute> attributeDefinitions = List.of();
  private KeySchema key;
  private List<SecondaryIndex> indexes = List.of();
  private BillingMode billingMode = BillingMode.PAY_PER_REQUEST;
  private Throughput provisioned = Throughput.ZERO;
  private ThroughputChanges throughputChanges = ThroughputChanges.NONE;
  private Optional<Instant> onDemandSince = Optional.empty();
  private Optional<Throughput> onDemandMaximum = Optional.empty();
  private Optional<Throughput> warmThroughput = Optional.empty();
  private Optional<TableClass> tableClass = Optional.empty();
  private Optional<Instant> tableClassChangedAt = Optional.empty();
  private boolean deletionProtected;
  private Optional<ServerSideEncryption> encryption = Optional.empty();
  private Optional<TableStream> stream = Optional.empty();
  private Optional<String> latestStreamLabel = Optional.empty();
  private Optional<TimeToLive> timeToLive = Optional.empty();
  private Optional<Instant> timeToLiveChangedAt = Optional.empty();
  private SequencedMap<String, String> tags = new LinkedHashMap<>();
  private ResourcePolicies resourcePolicies = ResourcePolicies.NONE;
  private Instant createdAt;
  private Optional<Instant> updatedAt = Optional.empty();
  private Optional<Instant> deletingSince = Optional.empty();

  /** Creates a builder of a new table. */
  public TableDefinitionBuilder() {}

  /** Creates a builder that holds what the definition holds. */
  TableDefinitionBuilder(TableDefinition table) {
    id = table.id();
    name = table.name();
    attributeDefinitions = table.attributeDefinitions();
    key = table.key();
    indexes = table.indexes();
    billingMode = table.billingMode();
    provisioned = table.provisioned();
    throughputChanges = table.throughputChanges();
    onDemandSince = table.onDemandSince();
    onDemandMaximum = table.onDemandMaximum();
    warmThroughput = table.warmThroughput();
    tableClass = table.tableClass();
    tableClassChangedAt = table.tableClassChangedAt();
    deletionProtected = table.deletionProtected();
    encryption = table.encryption();
    stream = table.stream();
    latestStreamLabel = table.latestStreamLabel();
    timeToLive = table.timeToLive();
    timeToLiveChangedAt = table.timeToLiveChangedAt();
    tags = table.tags();
    resourcePolicies = table.resourcePolicies();
    createdAt = table.createdAt();
    updatedAt = table.updatedAt();
    deletingSince = table.deletingSince();
  }

  /** The unique id. */
  public TableDefinitionBuilder id(TableId value) {
    id = value;
    return this;
  }

  /** The name. */
  public TableDefinitionBuilder name(TableName value) {
    name = value;
    return this;
  }

  /** The attribute definitions in the order they were sent. */
  public TableDefinitionBuilder attributeDefinitions(List<KeyAttribute> value) {
    attributeDefinitions = value;
    return this;
  }

  /** The primary key. */
  public TableDefinitionBuilder key(KeySchema value) {
    key = value;
    return this;
  }

  /** The secondary indexes, in the order in which DescribeTable lists them. */
  public TableDefinitionBuilder indexes(List<SecondaryIndex> value) {
    indexes = value;
    return this;
  }

  /** How throughput is paid for. */
  public TableDefinitionBuilder billingMode(BillingMode value) {
    billingMode = value;
    return this;
  }

  /** Provisioned capacity units; zeros on demand. */
  public TableDefinitionBuilder provisioned(Throughput value) {
    provisioned = value;
    return this;
  }

  /** When the provisioned capacity units were changed. */
  public TableDefinitionBuilder throughputChanges(ThroughputChanges value) {
    throughputChanges = value;
    return this;
  }

  /** When the table was last made or changed to be paid on demand. */
  public TableDefinitionBuilder onDemandSince(Optional<Instant> value) {
    onDemandSince = value;
    return this;
  }

  /** The on-demand maxima; {@link Throughput#UNLIMITED} where there is none. */
  public TableDefinitionBuilder onDemandMaximum(Optional<Throughput> value) {
    onDemandMaximum = value;
    return this;
  }

  /** The warm throughput that was asked for. */
  public TableDefinitionBuilder warmThroughput(Optional<Throughput> value) {
    warmThroughput = value;
    return this;
  }

  /** The storage class, if one was asked for. */
  public TableDefinitionBuilder tableClass(Optional<TableClass> value) {
    tableClass = value;
    return this;
  }

  /** When the storage class was changed. */
  public TableDefinitionBuilder tableClassChangedAt(Optional<Instant> value) {
    tableClassChangedAt = value;
    return this;
  }

  /** Whether DeleteTable is refused. */
  public TableDefinitionBuilder deletionProtected(boolean value) {
    deletionProtected = value;
    return this;
  }

  /** The encryption that was asked for. */
  public TableDefinitionBuilder encryption(Optional<ServerSideEncryption> value) {
    encryption = value;
    return this;
  }

  /** The stream that records changes, while one is enabled. */
  public TableDefinitionBuilder stream(Optional<TableStream> value) {
    stream = value;
    return this;
  }

  /** The label of the stream that was enabled last, if any ever was. */
  public TableDefinitionBuilder latestStreamLabel(Optional<String> value) {
    latestStreamLabel = value;
    return this;
  }

  /** The setting by which items expire, until it is disabled and nothing shows it. */
  public TableDefinitionBuilder timeToLive(Optional<TimeToLive> value) {
    timeToLive = value;
    return this;
  }

  /** When the setting by which items expire was last made or unmade. */
  public TableDefinitionBuilder timeToLiveChangedAt(Optional<Instant> value) {
    timeToLiveChangedAt = value;
    return this;
  }

  /** The tags, in the order in which they were first given. */
  public TableDefinitionBuilder tags(SequencedMap<String, String> value) {
    tags = value;
    return this;
  }

  /** The resource-based policies of the table and its streams. */
  public TableDefinitionBuilder resourcePolicies(ResourcePolicies value) {
    resourcePolicies = value;
    return this;
  }

  /** When CreateTable was accepted. */
  public TableDefinitionBuilder createdAt(Instant value) {
    createdAt = value;
    return this;
  }

  /** When the last UpdateTable was accepted. */
  public TableDefinitionBuilder updatedAt(Optional<Instant> value) {
    updatedAt = value;
    return this;
  }

  /** When DeleteTable was accepted, for a table that still shows as DELETING. */
  public TableDefinitionBuilder deletingSince(Optional<Instant> value) {
    deletingSince = value;
    return this;
  }

  /**
   * The definition.
   *
   * @throws NullPointerException if a part that has to be given is missing
   */
  public TableDefinition build() {
    return new TableDefinition(
        id,
        name,
        attributeDefinitions,
        key,
        indexes,
        billingMode,
        provisioned,
        throughputChanges,
        onDemandSince,
        onDemandMaximum,
        warmThroughput,
        tableClass,
        tableClassChangedAt,
        deletionProtected,
        encryption,
        stream,
        latestStreamLabel,
        timeToLive,
        timeToLiveChangedAt,
        tags,
        resourcePolicies,
        createdAt,
        updatedAt,
        deletingSince);
  }
}
