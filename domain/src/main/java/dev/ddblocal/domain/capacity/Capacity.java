package dev.ddblocal.domain.capacity;

/**
 * The capacity that one table or index took (model shape {@code Capacity}).
 *
 * @param readCapacityUnits read units; null if there are none, or where the operation does not
 *     split
 * @param writeCapacityUnits write units; null if there are none, or where the operation does not
 *     split
 * @param capacityUnits all units
 */
public record Capacity(Double readCapacityUnits, Double writeCapacityUnits, Double capacityUnits) {}
