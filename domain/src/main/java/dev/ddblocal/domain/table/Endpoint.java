package dev.ddblocal.domain.table;

/**
 * Model shape {@code Endpoint}.
 *
 * @param address host and port
 * @param cachePeriodInMinutes how long a client may keep it, in minutes
 */
public record Endpoint(String address, Long cachePeriodInMinutes) {}
