package dev.ddblocal.domain.table;

/**
 * Model shape {@code ProvisionedThroughput}.
 *
 * @param readCapacityUnits read units, at least 1
 * @param writeCapacityUnits write units, at least 1
 */
public record ProvisionedThroughput(Long readCapacityUnits, Long writeCapacityUnits) {}
