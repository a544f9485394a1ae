package dev.ddblocal.domain.capacity;

/**
 * The capacity that an operation took on one table (model shape {@code ConsumedCapacity}).
 *
 * @param tableName the table, as the request named it
 * @param capacityUnits all units
 * @param table the table's own share; null unless asked for with INDEXES
 */
public record ConsumedCapacity(String tableName, Double capacityUnits, Capacity table) {
  /**
   * The report on an operation that touched a table and none of its indexes.
   *
   * @param wanted what the caller asked for; null counts as NONE
   * @param tableName the table, as the request named it
   * @param units the capacity taken
   * @return the report, or null if none was asked for
   */
  public static ConsumedCapacity report(
      ReturnConsumedCapacity wanted, String tableName, double units) {
    return switch (wanted) {
      case INDEXES -> new ConsumedCapacity(tableName, units, new Capacity(null, null, units));
      case TOTAL -> new ConsumedCapacity(tableName, units, null);
      case NONE -> null;
      case null -> null;
    };
  }
}
