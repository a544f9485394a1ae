package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.IndexStatus;

/**
 * Model shape {@code GlobalSecondaryIndexWarmThroughputDescription}.
 *
 * @param readUnitsPerSecond reads a second the index is ready for
 * @param writeUnitsPerSecond writes a second the index is ready for
 * @param status ACTIVE or UPDATING
 */
public record GlobalSecondaryIndexWarmThroughputDescription(
    Long readUnitsPerSecond, Long writeUnitsPerSecond, IndexStatus status) {}
