package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.TableStatus;

/**
 * Model shape {@code TableWarmThroughputDescription}.
 *
 * @param readUnitsPerSecond reads a second the table is ready for
 * @param writeUnitsPerSecond writes a second the table is ready for
 * @param status whether that is reached
 */
public record TableWarmThroughputDescription(
    Long readUnitsPerSecond, Long writeUnitsPerSecond, TableStatus status) {}
