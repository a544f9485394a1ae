package dev.ddblocal.domain.table;

/**
 * Model shape {@code GlobalSecondaryIndexUpdate}: exactly one of the three.
 *
 * @param update changes an index's throughput
 * @param create makes an index
 * @param delete deletes an index
 */
public record GlobalSecondaryIndexUpdate(
    UpdateGlobalSecondaryIndexAction update,
    GlobalSecondaryIndex create,
    DeleteGlobalSecondaryIndexAction delete) {}
