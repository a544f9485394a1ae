package dev.ddblocal.domain.table;

/**
 * Model shape {@code OnDemandThroughput}: the most an on-demand table may take; -1 lifts a maximum.
 *
 * @param maxReadRequestUnits read units
 * @param maxWriteRequestUnits write units
 */
public record OnDemandThroughput(Long maxReadRequestUnits, Long maxWriteRequestUnits) {}
