package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.ServerSideEncryption;
import dev.ddblocal.domain.schema.TableClass;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.schema.Throughput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One UpdateTable request on one table: what becomes of the table's definition. */
final class TableUpdate {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final UpdateTableRequest request;
  private final TableDefinition table;
  private final TableLifecycle lifecycle;
  private final BillingMode mode;
  private final Instant now;
  private final GlobalIndexUpdates indexUpdates;

  /**
   * Creates the update.
   *
   * @param request the request, checked by itself
   * @param table the table as it is
   * @param newIndex the id of the index that is made, if one is
   */
  TableUpdate(
      UpdateTableRequest request,
      TableDefinition table,
      TableLifecycle lifecycle,
      IndexId newIndex) {
    this.request = request;
    this.table = table;
    this.lifecycle = lifecycle;
    this.mode = request.billingMode() == null ? table.billingMode() : request.billingMode();
    this.now = lifecycle.now();
    this.indexUpdates = new GlobalIndexUpdates(request, table, lifecycle, mode, newIndex, now);
  }

  /**
   * The table as the request makes it; an index that is deleted is still there, marked.
   *
   * @throws DynamoDbException for the first rule that is broken
   */
  TableDefinition applied(AccountScope scope) {
    requireReady();
    StreamRules.requireChange(request.streamSpecification(), table);
    TableDefinitionBuilder changed = table.change().updatedAt(Optional.of(now));
    List<KeyAttribute> definitions = mergedDefinitions();
    throughput(changed);
    List<SecondaryIndex> indexes = indexUpdates.applied();
    changed
        .deletionProtected(
            request.deletionProtectionEnabled() == null
                ? table.deletionProtected()
                : request.deletionProtectionEnabled())
        .encryption(encryption(scope));
    tableClass(changed);
    TableDefinition updated = changed.attributeDefinitions(definitions).build();
    requireWithinLimits(updated.provisioned(), indexes);
    return IndexRules.withIndexes(updated, indexes);
  }

  private void requireReady() {
    TableStatus status = lifecycle.status(table).orElseThrow();
    if (status != TableStatus.UPDATING || !indexUpdates.onlyDeleteWhatIsBackfilling()) {
      TableInUse.refuseUnlessActive(table, status);
    }
  }

  private List<KeyAttribute> mergedDefinitions() {
    List<KeyAttribute> merged = new ArrayList<>(table.attributeDefinitions());
    for (KeyAttribute sent : KeySchemaRules.of(request.attributeDefinitions()).definitions()) {
      if (!merged.contains(sent)) {
        if (merged.stream().anyMatch(each -> each.name().equals(sent.name()))) {
          throw KeySchemaRules.duplicateDefinition(sent.name());
        }
        merged.add(sent);
      }
    }
    return merged;
  }

  private void throughput(TableDefinitionBuilder changed) {
    ThroughputRules rules = ThroughputRules.TABLE;
    ProvisionedThroughput asked = request.provisionedThroughput();
    rules.requireNoUnitsOnDemand(mode, asked);
    boolean switched = mode != table.billingMode();
    Throughput units =
        asked == null && !switched ? table.provisioned() : ThroughputRules.units(asked);
    if (!switched && asked != null) {
      rules.requireChange(table.provisioned(), units);
      changed.throughputChanges(
          ThroughputRules.changed(table.throughputChanges(), table.provisioned(), units, now));
    }
    if (switched && mode == BillingMode.PAY_PER_REQUEST) {
      changed.onDemandSince(Optional.of(now));
    }
    changed
        .billingMode(mode)
        .provisioned(units)
        .onDemandMaximum(
            rules.onDemandMaximum(
                mode,
                request.onDemandThroughput(),
                switched ? Optional.empty() : table.onDemandMaximum()))
        .warmThroughput(rules.warm(mode, units, request.warmThroughput(), table.warmThroughput()));
  }

  private void tableClass(TableDefinitionBuilder changed) {
    TableClass asked = request.tableClass();
    if (asked != null) {
      changed.tableClass(Optional.of(asked));
      if (asked != table.tableClass().orElse(TableClass.STANDARD)) {
        changed.tableClassChangedAt(Optional.of(now));
      }
    }
  }

  private Optional<ServerSideEncryption> encryption(AccountScope scope) {
    if (request.sseSpecification() == null) {
      return table.encryption();
    }
    Optional<ServerSideEncryption> asked =
        EncryptionRules.requested(request.sseSpecification(), scope);
    if (asked.isPresent() && asked.equals(table.encryption())) {
      throw DynamoDbException.validation(
          INVALID + "Table is already encrypted by given KMSMasterKeyId");
    }
    return asked;
  }

  private static void requireWithinLimits(Throughput units, List<SecondaryIndex> indexes) {
    List<SecondaryIndex> staying =
        indexes.stream().filter(index -> index.deletingSince().isEmpty()).toList();
    IndexRules.requireWithinLimits(staying);
    List<Throughput> all = new ArrayList<>(List.of(units));
    staying.forEach(index -> all.add(index.provisioned()));
    ThroughputRules.requireWithinLimit(all);
  }
}
