package dev.ddblocal.domain.ttl;

/**
 * Model shape {@code UpdateTimeToLiveOutput}.
 *
 * @param timeToLiveSpecification the setting as it was asked for
 */
public record UpdateTimeToLiveResponse(TimeToLiveSpecification timeToLiveSpecification) {}
