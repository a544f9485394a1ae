package dev.ddblocal.domain.capacity;

import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.SecondaryIndex;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds up the capacity that an operation takes on one table and its indexes. Work that may be run
 * again takes a new meter each time. Not safe for use by several threads at once.
 *
 * <p>The reads and writes of a transaction cost twice as much as others do, once to prepare and
 * once to commit them, and are told apart in the report.
 */
public final class CapacityMeter {
  private static final int TRANSACTION_FACTOR = 2;

  private final Map<String, Units> local = new LinkedHashMap<>(0);
  private final Map<String, Units> global = new LinkedHashMap<>(0);
  private final Units table = new Units();
  private final boolean ofTransaction;

  /** A meter for reads and writes by themselves. */
  public CapacityMeter() {
    this(false);
  }

  private CapacityMeter(boolean ofTransaction) {
    this.ofTransaction = ofTransaction;
  }

  /** A meter for the reads or writes of a transaction. */
  public static CapacityMeter ofTransaction() {
    return new CapacityMeter(true);
  }

  /**
   * Charges a write of the table.
   *
   * @param sizeBytes the larger of the item's sizes before and after; 0 where there is no item
   */
  public void writeTable(long sizeBytes) {
    table.write += priced(CapacityUnits.ofWrite(sizeBytes));
  }

  /**
   * Charges a write of one entry of an index.
   *
   * @param index the index
   * @param sizeBytes the larger of the entry's sizes before and after
   */
  public void writeIndex(SecondaryIndex index, long sizeBytes) {
    units(index).write += priced(CapacityUnits.ofWrite(sizeBytes));
  }

  /**
   * Charges one read of the table: of an item, of a page of a Query or Scan, or of an item that a
   * local index does not hold all of.
   *
   * @param sizeBytes the size of all that was read; 0 for nothing
   * @param consistent whether the read was strongly consistent, as those of transactions are
   */
  public void readTable(long sizeBytes, boolean consistent) {
    table.read += priced(CapacityUnits.ofRead(sizeBytes, consistent));
  }

  /**
   * Charges one read of an index: of a page of a Query or Scan.
   *
   * @param index the index
   * @param sizeBytes the size of all entries that were read; 0 for none
   * @param consistent whether the read was strongly consistent
   */
  public void readIndex(SecondaryIndex index, long sizeBytes, boolean consistent) {
    units(index).read += priced(CapacityUnits.ofRead(sizeBytes, consistent));
  }

  private double priced(double units) {
    return ofTransaction ? TRANSACTION_FACTOR * units : units;
  }

  private Units units(SecondaryIndex index) {
    Map<String, Units> ofItsKind = index.kind() == IndexKind.LOCAL ? local : global;
    return ofItsKind.computeIfAbsent(index.name(), _ -> new Units());
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
      case INDEXES -> report(tableName, capacity(table), shares(local), shares(global));
      case TOTAL -> report(tableName, null, null, null);
      case NONE -> null;
      case null -> null;
    };
  }

  private ConsumedCapacity report(
      String tableName,
      Capacity ofTable,
      Map<String, Capacity> localIndexes,
      Map<String, Capacity> globalIndexes) {
    Units total = new Units();
    total.add(table);
    local.values().forEach(total::add);
    global.values().forEach(total::add);
    Capacity all = capacity(total);
    return new ConsumedCapacity(
        tableName,
        all.capacityUnits(),
        all.readCapacityUnits(),
        all.writeCapacityUnits(),
        ofTable,
        localIndexes,
        globalIndexes);
  }

  private Map<String, Capacity> shares(Map<String, Units> units) {
    if (units.isEmpty()) {
      return null;
    }
    Map<String, Capacity> shares = new LinkedHashMap<>();
    units.forEach((index, share) -> shares.put(index, capacity(share)));
    return shares;
  }

  private Capacity capacity(Units units) {
    double all = units.read + units.write;
    return ofTransaction
        ? new Capacity(unlessNone(units.read), unlessNone(units.write), all)
        : new Capacity(null, null, all);
  }

  private static Double unlessNone(double units) {
    return units == 0 ? null : units;
  }

  /** What has been charged to a table or an index. */
  private static final class Units {
    private double read;
    private double write;

    private void add(Units others) {
      read += others.read;
      write += others.write;
    }
  }
}
