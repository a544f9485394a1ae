package dev.ddblocal.domain.table;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.StreamArn;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** Words what is recorded of a table as the API's TableDescription. */
final class TableDescriber {
  private final AccountScope scope;
  private final TableLifecycle lifecycle;

  /**
   * Creates the describer.
   *
   * @param scope the account and region that the tables are in
   * @param lifecycle the tables' states
   */
  TableDescriber(AccountScope scope, TableLifecycle lifecycle) {
    this.scope = scope;
    this.lifecycle = lifecycle;
  }

  /**
   * The whole description.
   *
   * @param states the states of the table and its indexes
   * @param statistics tells the content of the table and its indexes
   */
  TableDescription describe(
      TableDefinition table, TableStates states, Function<StoreId, TableStatistics> statistics) {
    TableStatistics content = statistics.apply(table.id());
    IndexDescriber indexes =
        new IndexDescriber(table, arn(table), states, statistics, lifecycle.now());
    return new TableDescription(
        table.attributeDefinitions().stream()
            .map(attribute -> new AttributeDefinition(attribute.name(), attribute.type()))
            .toList(),
        table.name().value(),
        table.key().elements(),
        states.table(),
        table.createdAt(),
        provisioned(table.provisioned(), table.throughputChanges(), lifecycle.now()),
        content.sizeBytes(),
        content.itemCount(),
        arn(table),
        table.id().toString(),
        billing(table),
        indexes.local(),
        indexes.global(),
        stream(table),
        table.latestStreamLabel().orElse(null),
        table
            .latestStreamLabel()
            .map(label -> new StreamArn(tableArn(table), label).toString())
            .orElse(null),
        encryption(table),
        table
            .tableClass()
            .map(kind -> new TableClassSummary(kind, table.tableClassChangedAt().orElse(null)))
            .orElse(null),
        table.deletionProtected(),
        onDemand(table.onDemandMaximum()),
        warm(table, states.table()));
  }

  /** The short description of a table that is being deleted. */
  TableDescription describeDeleted(
      TableDefinition table, Function<StoreId, TableStatistics> statistics) {
    TableDescription whole =
        describe(table, TableStates.of(table, TableStatus.DELETING), statistics);
    return new TableDescription(
        null,
        whole.tableName(),
        null,
        whole.tableStatus(),
        null,
        whole.provisionedThroughput(),
        whole.tableSizeBytes(),
        whole.itemCount(),
        whole.tableArn(),
        whole.tableId(),
        whole.billingModeSummary(),
        null,
        null,
        null,
        null,
        null,
        whole.sseDescription(),
        whole.tableClassSummary(),
        whole.deletionProtectionEnabled(),
        whole.onDemandThroughput(),
        null);
  }

  private String arn(TableDefinition table) {
    return tableArn(table).toString();
  }

  private TableArn tableArn(TableDefinition table) {
    return new TableArn(scope.region(), scope.accountId(), table.name().value());
  }

  private static StreamSpecification stream(TableDefinition table) {
    return table.stream()
        .map(stream -> new StreamSpecification(true, stream.viewType()))
        .orElse(null);
  }

  /** Provisioned capacity as the API has it. */
  static ProvisionedThroughputDescription provisioned(
      Throughput units, ThroughputChanges changes, Instant now) {
    return new ProvisionedThroughputDescription(
        changes.lastIncrease().orElse(null),
        changes.lastDecrease().orElse(null),
        (long) decreasesToday(changes, now),
        units.read(),
        units.write());
  }

  /** How often units were lowered on the UTC day of the given time. */
  static int decreasesToday(ThroughputChanges changes, Instant now) {
    boolean today =
        changes.lastDecrease().isPresent() && day(changes.lastDecrease().get()).equals(day(now));
    return today ? changes.decreasesThatDay() : 0;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static BillingModeSummary billing(TableDefinition table) {
    return table
        .onDemandSince()
        .map(since -> new BillingModeSummary(table.billingMode(), since))
        .orElse(null);
  }

  private static SSEDescription encryption(TableDefinition table) {
    return table
        .encryption()
        .map(sse -> new SSEDescription(SSEStatus.ENABLED, SSEType.KMS, sse.kmsMasterKeyArn()))
        .orElse(null);
  }

  /** On-demand maxima as the API has them; null if there are none. */
  static OnDemandThroughput onDemand(Optional<Throughput> maxima) {
    return maxima
        .map(maximum -> new OnDemandThroughput(limit(maximum.read()), limit(maximum.write())))
        .orElse(null);
  }

  private static Long limit(long units) {
    return units == Throughput.UNLIMITED ? null : Long.valueOf(units);
  }

  private static TableWarmThroughputDescription warm(TableDefinition table, TableStatus status) {
    Throughput warm =
        WarmThroughputs.greater(
            table.warmThroughput(),
            WarmThroughputs.least(table.billingMode(), table.provisioned()));
    return new TableWarmThroughputDescription(warm.read(), warm.write(), status);
  }
}
