package dev.ddblocal.domain.table;

import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.TableArn;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.schema.Throughput;
import java.util.ArrayList;
import java.util.List;

/** Words what is recorded of a table as the API's TableDescription. */
final class TableDescriber {
  private static final long ON_DEMAND_READS_PER_SECOND = 12_000;
  private static final long ON_DEMAND_WRITES_PER_SECOND = 4_000;

  private TableDescriber() {}

  /** The whole description. */
  static TableDescription describe(
      AccountScope scope, TableDefinition table, TableStatus status, TableStatistics statistics) {
    return new TableDescription(
        table.attributeDefinitions().stream()
            .map(attribute -> new AttributeDefinition(attribute.name(), attribute.type()))
            .toList(),
        table.name().value(),
        elements(table.key()),
        status,
        table.createdAt(),
        provisioned(table),
        statistics.sizeBytes(),
        statistics.itemCount(),
        arn(scope, table),
        table.id().toString(),
        billing(table),
        encryption(table),
        table.tableClass().map(kind -> new TableClassSummary(kind, null)).orElse(null),
        table.deletionProtected(),
        onDemand(table),
        warm(table, status));
  }

  /** The short description of a table that is being deleted. */
  static TableDescription describeDeleted(
      AccountScope scope, TableDefinition table, TableStatistics statistics) {
    TableDescription whole = describe(scope, table, TableStatus.DELETING, statistics);
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
        whole.sseDescription(),
        whole.tableClassSummary(),
        whole.deletionProtectionEnabled(),
        whole.onDemandThroughput(),
        null);
  }

  private static List<KeySchemaElement> elements(KeySchema key) {
    List<KeySchemaElement> elements = new ArrayList<>();
    for (KeyAttribute attribute : key.partition()) {
      elements.add(new KeySchemaElement(attribute.name(), KeyType.HASH));
    }
    for (KeyAttribute attribute : key.sort()) {
      elements.add(new KeySchemaElement(attribute.name(), KeyType.RANGE));
    }
    return elements;
  }

  private static String arn(AccountScope scope, TableDefinition table) {
    return new TableArn(scope.region(), scope.accountId(), table.name().value()).toString();
  }

  private static ProvisionedThroughputDescription provisioned(TableDefinition table) {
    return new ProvisionedThroughputDescription(
        null, null, 0L, table.provisioned().read(), table.provisioned().write());
  }

  private static BillingModeSummary billing(TableDefinition table) {
    return table.billingMode() == BillingMode.PAY_PER_REQUEST
        ? new BillingModeSummary(BillingMode.PAY_PER_REQUEST, table.createdAt())
        : null;
  }

  private static SSEDescription encryption(TableDefinition table) {
    return table
        .encryption()
        .map(sse -> new SSEDescription(SSEStatus.ENABLED, SSEType.KMS, sse.kmsMasterKeyArn()))
        .orElse(null);
  }

  private static OnDemandThroughput onDemand(TableDefinition table) {
    return table
        .onDemandMaximum()
        .map(maximum -> new OnDemandThroughput(limit(maximum.read()), limit(maximum.write())))
        .orElse(null);
  }

  private static Long limit(long units) {
    return units == Throughput.UNLIMITED ? null : Long.valueOf(units);
  }

  private static TableWarmThroughputDescription warm(TableDefinition table, TableStatus status) {
    Throughput warm = table.warmThroughput().orElseGet(() -> defaultWarmThroughput(table));
    return new TableWarmThroughputDescription(warm.read(), warm.write(), status);
  }

  /** What a table is ready for when nobody asked for anything. */
  static Throughput defaultWarmThroughput(TableDefinition table) {
    return defaultWarmThroughput(table.billingMode(), table.provisioned());
  }

  /** What a table is ready for by how its throughput is paid for. */
  static Throughput defaultWarmThroughput(BillingMode billingMode, Throughput provisioned) {
    return billingMode == BillingMode.PAY_PER_REQUEST
        ? new Throughput(ON_DEMAND_READS_PER_SECOND, ON_DEMAND_WRITES_PER_SECOND)
        : provisioned;
  }
}
