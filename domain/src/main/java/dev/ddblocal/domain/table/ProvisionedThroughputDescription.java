package dev.ddblocal.domain.table;

import java.time.Instant;

/**
 * Model shape {@code ProvisionedThroughputDescription}.
 *
 * @param lastIncreaseDateTime when it was last raised; null if never
 * @param lastDecreaseDateTime when it was last lowered; null if never
 * @param numberOfDecreasesToday how often it was lowered this UTC day
 * @param readCapacityUnits read units; 0 on demand
 * @param writeCapacityUnits write units; 0 on demand
 */
public record ProvisionedThroughputDescription(
    Instant lastIncreaseDateTime,
    Instant lastDecreaseDateTime,
    Long numberOfDecreasesToday,
    Long readCapacityUnits,
    Long writeCapacityUnits) {}
