package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The capacity that a transaction takes, table by table, in the order in which the tables first
 * occur. Not safe for use by several threads at once.
 */
final class TransactionCapacity {
  private final Map<TableName, CapacityMeter> meters = new LinkedHashMap<>();
  private final Map<TableName, String> references = new LinkedHashMap<>();

  /** What the action is charged to. */
  CapacityMeter meter(TransactionAction action) {
    references.putIfAbsent(action.table(), action.reference());
    return meters.computeIfAbsent(action.table(), _ -> CapacityMeter.ofTransaction());
  }

  /**
   * What has been charged.
   *
   * @param wanted what the caller asked for; null counts as NONE
   * @return one report for each table, or null if none was asked for
   */
  List<ConsumedCapacity> report(ReturnConsumedCapacity wanted) {
    if (!ReturnConsumedCapacity.isWanted(wanted)) {
      return null;
    }
    List<ConsumedCapacity> reports = new ArrayList<>();
    meters.forEach((table, meter) -> reports.add(meter.report(wanted, references.get(table))));
    return reports;
  }
}
