package dev.ddblocal.domain.stream;

/**
 * Model shape {@code Record}: one change of an item.
 *
 * @param eventId unique among all changes
 * @param eventName the kind of change
 * @param eventVersion the version of this form
 * @param eventSource the service
 * @param awsRegion the region
 * @param dynamodb what changed
 * @param userIdentity who changed it, where that was the service itself; else null
 */
public record ChangeRecord(
    String eventId,
    OperationType eventName,
    String eventVersion,
    String eventSource,
    String awsRegion,
    StreamRecord dynamodb,
    Identity userIdentity) {}
