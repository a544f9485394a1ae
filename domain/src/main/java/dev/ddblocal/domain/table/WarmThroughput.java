package dev.ddblocal.domain.table;

/**
 * Model shape {@code WarmThroughput}.
 *
 * @param readUnitsPerSecond reads a second the table is ready for
 * @param writeUnitsPerSecond writes a second the table is ready for
 */
public record WarmThroughput(Long readUnitsPerSecond, Long writeUnitsPerSecond) {}
