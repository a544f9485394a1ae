package dev.ddblocal.domain.table;

/**
 * Model shape {@code SSESpecification}.
 *
 * @param enabled whether a KMS key encrypts the table
 * @param sseType the kind; KMS
 * @param kmsMasterKeyId the key's id, ARN or alias, where it is not the service's own
 */
public record SSESpecification(Boolean enabled, SSEType sseType, String kmsMasterKeyId) {}
