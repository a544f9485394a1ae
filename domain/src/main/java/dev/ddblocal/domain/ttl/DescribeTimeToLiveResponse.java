package dev.ddblocal.domain.ttl;

/**
 * Model shape {@code DescribeTimeToLiveOutput}.
 *
 * @param timeToLiveDescription the description
 */
public record DescribeTimeToLiveResponse(TimeToLiveDescription timeToLiveDescription) {}
