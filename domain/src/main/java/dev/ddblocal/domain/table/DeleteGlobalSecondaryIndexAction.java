package dev.ddblocal.domain.table;

/**
 * Model shape {@code DeleteGlobalSecondaryIndexAction}.
 *
 * @param indexName the name of an index that is there
 */
public record DeleteGlobalSecondaryIndexAction(String indexName) {}
