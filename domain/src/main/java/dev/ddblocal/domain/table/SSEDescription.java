package dev.ddblocal.domain.table;

/**
 * Model shape {@code SSEDescription}.
 *
 * @param status the state
 * @param sseType the kind
 * @param kmsMasterKeyArn the key's ARN
 */
public record SSEDescription(SSEStatus status, SSEType sseType, String kmsMasterKeyArn) {}
