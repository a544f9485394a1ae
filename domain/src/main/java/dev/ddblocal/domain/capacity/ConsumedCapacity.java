package dev.ddblocal.domain.capacity;

/**
 * The capacity that an operation took on one table (model shape {@code ConsumedCapacity}).
 *
 * @param tableName the table, as the request named it
 * @param capacityUnits all units
 * @param table the table's own share; null unless asked for with INDEXES
 */
public record ConsumedCapacity(String tableName, Double capacityUnits, Capacity table) {}
