package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The states of a table and its indexes at one moment.
 *
 * @param table the table's state
 * @param indexes the state of each index
 * @param backfilling the indexes that answer Backfilling, with what they answer
 */
record TableStates(
    TableStatus table, Map<IndexId, IndexStatus> indexes, Map<IndexId, Boolean> backfilling) {
  TableStates {
    Objects.requireNonNull(table, "table is null");
    indexes = Map.copyOf(indexes);
    backfilling = Map.copyOf(backfilling);
  }

  /** A table that is being made or deleted, and its indexes with it. */
  static TableStates of(TableDefinition table, TableStatus status) {
    IndexStatus each = status == TableStatus.DELETING ? IndexStatus.DELETING : IndexStatus.CREATING;
    return new TableStates(
        status,
        table.indexes().stream().collect(Collectors.toMap(SecondaryIndex::id, _ -> each)),
        Map.of());
  }

  /**
   * A table as it is now.
   *
   * @param table the table, which is not gone, without indexes that are gone
   */
  static TableStates now(TableDefinition table, TableLifecycle lifecycle) {
    Map<IndexId, IndexStatus> indexes = new HashMap<>();
    Map<IndexId, Boolean> backfilling = new HashMap<>();
    for (SecondaryIndex index : table.indexes()) {
      IndexStatus status = lifecycle.status(table, index).orElseThrow();
      indexes.put(index.id(), status);
      if (status == IndexStatus.CREATING && !TableLifecycle.isMadeWithTable(table, index)) {
        backfilling.put(index.id(), true);
      }
    }
    return new TableStates(lifecycle.status(table).orElseThrow(), indexes, backfilling);
  }

  /**
   * A table at the moment when a change to it is accepted.
   *
   * @param before the table before the change
   * @param after the table after it
   */
  static TableStates accepted(
      TableDefinition before, TableDefinition after, TableLifecycle lifecycle) {
    Map<IndexId, SecondaryIndex> present =
        before.indexes().stream()
            .collect(Collectors.toMap(SecondaryIndex::id, Function.identity()));
    Map<IndexId, IndexStatus> indexes = new HashMap<>();
    Map<IndexId, Boolean> backfilling = new HashMap<>();
    for (SecondaryIndex index : after.indexes()) {
      SecondaryIndex was = present.get(index.id());
      if (was == null) {
        indexes.put(index.id(), IndexStatus.CREATING);
        backfilling.put(index.id(), false);
      } else if (index.equals(was)) {
        indexes.put(index.id(), lifecycle.status(before, was).orElseThrow());
      } else {
        indexes.put(
            index.id(),
            index.deletingSince().isPresent() ? IndexStatus.DELETING : IndexStatus.UPDATING);
      }
    }
    return new TableStates(TableStatus.UPDATING, indexes, backfilling);
  }

  /** The state of an index. */
  IndexStatus index(SecondaryIndex index) {
    return indexes.get(index.id());
  }

  /** Whether an index is being filled; null where that is not told. */
  Boolean backfilling(SecondaryIndex index) {
    return backfilling.get(index.id());
  }
}
