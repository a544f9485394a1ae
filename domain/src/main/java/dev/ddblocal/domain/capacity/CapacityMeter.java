package dev.ddblocal.domain.capacity;

import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.SecondaryIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds up the capacity that an operation takes on one table and its indexes. Work that may be run
 * again takes a new meter each time. Not safe for use by several threads at once.
 */
public final class CapacityMeter {
  private final Map<String, Double> local = new LinkedHashMap<>(0);
  private final Map<String, Double> global = new LinkedHashMap<>(0);
  private double table;

  /**
   * Charges a write of the table.
   *
   * @param sizeBytes the larger of the item's sizes before and after; 0 where there is no item
   */
  public void writeTable(long sizeBytes) {
    table += CapacityUnits.ofWrite(sizeBytes);
  }

  /**
   * Charges a write of one entry of an index.
   *
   * @param index the index
   * @param sizeBytes the larger of the entry's sizes before and after
   */
  public void writeIndex(SecondaryIndex index, long sizeBytes) {
    charge(index, CapacityUnits.ofWrite(sizeBytes));
  }

  /**
   * Charges one read of the table: of an item, of a page of a Query or Scan, or of an item that a
   * local index does not hold all of.
   *
   * @param sizeBytes the size of all that was read; 0 for nothing
   * @param consistent whether the read was strongly consistent
   */
  public void readTable(long sizeBytes, boolean consistent) {
    table += CapacityUnits.ofRead(sizeBytes, consistent);
  }

  /**
   * Charges one read of an index: of a page of a Query or Scan.
   *
   * @param index the index
   * @param sizeBytes the size of all entries that were read; 0 for none
   * @param consistent whether the read was strongly consistent
   */
  public void readIndex(SecondaryIndex index, long sizeBytes, boolean consistent) {
    charge(index, CapacityUnits.ofRead(sizeBytes, consistent));
  }

  private void charge(SecondaryIndex index, double units) {
    Map<String, Double> ofItsKind = index.kind() == IndexKind.LOCAL ? local : global;
    ofItsKind.merge(index.name(), units, Double::sum);
  }

  /**
   * What has been charged.
   *
   * @param wanted what the caller asked for; null counts as NONE
   * @param tableName the table, as the request named it
   * @return the report, or null if none was asked for
   */
  public ConsumedCapacity report(ReturnConsumedCapacity wanted, String tableName) {
    return switch (wanted) {
      case INDEXES ->
          new ConsumedCapacity(tableName, total(), capacity(table), shares(local), shares(global));
      case TOTAL -> new ConsumedCapacity(tableName, total(), null, null, null);
      case NONE -> null;
      case null -> null;
    };
  }

  private double total() {
    double total = table;
    for (double units : local.values()) {
      total += units;
    }
    for (double units : global.values()) {
      total += units;
    }
    return total;
  }

  private static Map<String, Capacity> shares(Map<String, Double> units) {
    if (units.isEmpty()) {
      return null;
    }
    Map<String, Capacity> shares = new LinkedHashMap<>();
    units.forEach((index, share) -> shares.put(index, capacity(share)));
    return shares;
  }

  private static Capacity capacity(double units) {
    return new Capacity(null, null, units);
  }
}
