package dev.ddblocal.domain.capacity;

/**
 * The capacity that one table or index took (model shape {@code Capacity}).
 *
 * @param readCapacityUnits read units, or null where the operation does not split
 * @param writeCapacityUnits write units, or null where the operation does not split
 * @param capacityUnits all units
 */
public record Capacity(Double readCapacityUnits, Double writeCapacityUnits, Double capacityUnits) {}
