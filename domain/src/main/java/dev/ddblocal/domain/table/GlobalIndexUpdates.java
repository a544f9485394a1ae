package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.Throughput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an UpdateTable request makes of the indexes of a table. */
final class GlobalIndexUpdates {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final UpdateTableRequest request;
  private final TableDefinition table;
  private final TableLifecycle lifecycle;
  private final BillingMode mode;
  private final IndexId newIndex;
  private final Instant now;
  private final Map<String, UpdateGlobalSecondaryIndexAction> updates = new HashMap<>();
  private final Map<String, DeleteGlobalSecondaryIndexAction> deletes = new HashMap<>();
  private final List<GlobalSecondaryIndex> creations = new ArrayList<>();

  /**
   * Creates the updates.
   *
   * @param mode how the table's throughput is paid for from now on
   * @param newIndex the id of the index that is made, if one is
   * @param now when the request is accepted
   */
  GlobalIndexUpdates(
      UpdateTableRequest request,
      TableDefinition table,
      TableLifecycle lifecycle,
      BillingMode mode,
      IndexId newIndex,
      Instant now) {
    this.request = request;
    this.table = table;
    this.lifecycle = lifecycle;
    this.mode = mode;
    this.newIndex = newIndex;
    this.now = now;
    if (request.globalSecondaryIndexUpdates() != null) {
      request.globalSecondaryIndexUpdates().forEach(this::sort);
    }
  }

  private void sort(GlobalSecondaryIndexUpdate update) {
    if (update.update() != null) {
      updates.put(update.update().indexName(), update.update());
    } else if (update.delete() != null) {
      deletes.put(update.delete().indexName(), update.delete());
    } else {
      creations.add(update.create());
    }
  }

  /** Whether all that the request asks for is the end of an index that is still being filled. */
  boolean onlyDeleteWhatIsBackfilling() {
    return creations.isEmpty()
        && updates.isEmpty()
        && deletes.size() == 1
        && UpdateTableRules.asksForIndexesOnly(request)
        && deletes.keySet().stream()
            .flatMap(name -> table.index(name).stream())
            .anyMatch(this::isBackfilling);
  }

  /**
   * The indexes as the request makes them; one that is deleted is still there, marked.
   *
   * @throws DynamoDbException for the first rule that is broken
   */
  List<SecondaryIndex> applied() {
    updates.keySet().forEach(this::requireGlobal);
    deletes.keySet().forEach(this::requireGlobal);
    requireUnitsForAll();
    List<SecondaryIndex> indexes = new ArrayList<>();
    for (SecondaryIndex index : table.indexes()) {
      if (deletes.containsKey(index.name())) {
        indexes.add(deleted(index));
      } else if (updates.containsKey(index.name())) {
        indexes.add(updated(index, updates.get(index.name())));
      } else {
        indexes.add(switched(index));
      }
    }
    creations.forEach(each -> indexes.add(created(each)));
    return indexes;
  }

  private void requireGlobal(String name) {
    boolean global =
        table.index(name).filter(index -> index.kind() == IndexKind.GLOBAL).isPresent();
    if (!global) {
      throw DynamoDbException.resourceNotFound(
          "Requested resource not found: Table: "
              + table.name()
              + " Index: "
              + name
              + " not found");
    }
  }

  /** A table that was on demand becomes provisioned together with all its global indexes. */
  private void requireUnitsForAll() {
    if (!becomes(BillingMode.PROVISIONED)) {
      return;
    }
    List<String> missing =
        table.indexes().stream()
            .filter(index -> index.kind() == IndexKind.GLOBAL && index.deletingSince().isEmpty())
            .map(SecondaryIndex::name)
            .filter(name -> !deletes.containsKey(name))
            .filter(name ->
                !updates.containsKey(name) || updates.get(name).provisionedThroughput() == null)
            .toList();
    if (!missing.isEmpty()) {
      throw invalid(
          "ProvisionedThroughput must be specified for index: " + String.join(",", missing));
    }
  }

  private SecondaryIndex deleted(SecondaryIndex index) {
    if (!isBackfilling(index)) {
      TableInUse.refuseUnlessActive(table, index.name(), status(index));
    }
    requireNoOtherUnderWay(index);
    return index.deleting(now);
  }

  private SecondaryIndex created(GlobalSecondaryIndex asked) {
    if (table.index(asked.indexName()).isPresent()) {
      throw DynamoDbException.validation("Attempting to create an index which already exists");
    }
    IndexRules rules =
        new IndexRules(
            KeySchemaRules.of(request.attributeDefinitions()),
            mode,
            newIndex::value,
            lifecycle.timeOfNewIndex(table));
    SecondaryIndex index = rules.global(asked, false, ThroughputRules.ofAddedIndex(mode, asked));
    requireNoOtherUnderWay(index);
    return index;
  }

  private void requireNoOtherUnderWay(SecondaryIndex index) {
    for (SecondaryIndex other : table.indexes()) {
      IndexStatus status = status(other);
      if (!other.id().equals(index.id())
          && (status == IndexStatus.CREATING || status == IndexStatus.DELETING)) {
        throw UpdateTableRules.onlyOneAtATime();
      }
    }
  }

  private SecondaryIndex updated(SecondaryIndex index, UpdateGlobalSecondaryIndexAction asked) {
    if (!isBackfilling(index)) {
      TableInUse.refuseUnlessActive(table, index.name(), status(index));
    }
    ThroughputRules rules = ThroughputRules.index(index.name());
    ProvisionedThroughput units = asked.provisionedThroughput();
    if (units == null && asked.onDemandThroughput() == null && asked.warmThroughput() == null) {
      throw invalid(
          "One of ProvisionedThroughput, OnDemandThroughput or WarmThroughput must be specified for"
              + " index: "
              + index.name());
    }
    rules.requireNoUnitsOnDemand(mode, units);
    SecondaryIndex base = switched(index);
    Throughput provisioned = units == null ? base.provisioned() : ThroughputRules.units(units);
    boolean changed = units != null && mode == table.billingMode();
    if (changed) {
      rules.requireChange(index.provisioned(), provisioned);
    }
    return base.withThroughput(
        provisioned,
        changed
            ? ThroughputRules.changed(
                index.throughputChanges(), index.provisioned(), provisioned, now)
            : index.throughputChanges(),
        rules.onDemandMaximum(mode, asked.onDemandThroughput(), base.onDemandMaximum()),
        rules.warm(mode, provisioned, asked.warmThroughput(), base.warmThroughput()),
        now);
  }

  /** The index after a change of how the table's throughput is paid for, which it shares. */
  private SecondaryIndex switched(SecondaryIndex index) {
    if (mode == table.billingMode() || index.kind() == IndexKind.LOCAL) {
      return index;
    }
    return index.withThroughput(
        Throughput.ZERO, index.throughputChanges(), Optional.empty(), index.warmThroughput(), now);
  }

  private boolean becomes(BillingMode wanted) {
    return mode == wanted && table.billingMode() != wanted;
  }

  /** Whether items that were there before the index are still being entered into it. */
  private boolean isBackfilling(SecondaryIndex index) {
    return status(index) == IndexStatus.CREATING && !TableLifecycle.isMadeWithTable(table, index);
  }

  private IndexStatus status(SecondaryIndex index) {
    return lifecycle.status(table, index).orElseThrow();
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation(INVALID + what);
  }
}
