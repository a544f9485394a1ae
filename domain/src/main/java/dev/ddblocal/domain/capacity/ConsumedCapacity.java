package dev.ddblocal.domain.capacity;

import java.util.Map;

/**
 * The capacity that an operation took on one table (model shape {@code ConsumedCapacity}).
 *
 * @param tableName the table, as the request named it
 * @param capacityUnits all units, those of the indexes included
 * @param readCapacityUnits the read units among them; null if there are none, or where the
 *     operation does not split
 * @param writeCapacityUnits the write units among them; null if there are none, or where the
 *     operation does not split
 * @param table the table's own share; null unless asked for with INDEXES
 * @param localSecondaryIndexes the share of each local index that took any; null if none did or
 *     unless asked for with INDEXES
 * @param globalSecondaryIndexes the share of each global index that took any; null if none did or
 *     unless asked for with INDEXES
 */
public record ConsumedCapacity(
    String tableName,
    Double capacityUnits,
    Double readCapacityUnits,
    Double writeCapacityUnits,
    Capacity table,
    Map<String, Capacity> localSecondaryIndexes,
    Map<String, Capacity> globalSecondaryIndexes) {}
