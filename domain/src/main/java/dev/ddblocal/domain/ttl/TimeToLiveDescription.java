package dev.ddblocal.domain.ttl;

import dev.ddblocal.domain.schema.TimeToLiveStatus;

/**
 * Model shape {@code TimeToLiveDescription}.
 *
 * @param timeToLiveStatus the state of the setting
 * @param attributeName the attribute that holds the time at which an item expires; null while the
 *     setting is DISABLED
 */
public record TimeToLiveDescription(TimeToLiveStatus timeToLiveStatus, String attributeName) {}
