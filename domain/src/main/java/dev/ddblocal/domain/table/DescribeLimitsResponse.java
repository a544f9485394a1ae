package dev.ddblocal.domain.table;

/**
 * Model shape {@code DescribeLimitsOutput}: the account's and a table's limits on provisioned
 * capacity.
 *
 * @param accountMaxReadCapacityUnits read units over all tables
 * @param accountMaxWriteCapacityUnits write units over all tables
 * @param tableMaxReadCapacityUnits read units of a table
 * @param tableMaxWriteCapacityUnits write units of a table
 */
public record DescribeLimitsResponse(
    Long accountMaxReadCapacityUnits,
    Long accountMaxWriteCapacityUnits,
    Long tableMaxReadCapacityUnits,
    Long tableMaxWriteCapacityUnits) {}
