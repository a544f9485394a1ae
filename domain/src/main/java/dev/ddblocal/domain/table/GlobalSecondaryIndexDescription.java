package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.KeySchemaElement;
import java.util.List;

/**
 * Model shape {@code GlobalSecondaryIndexDescription}; a member that is null is left out of the
 * answer.
 *
 * @param indexName the name
 * @param keySchema the index key
 * @param projection the attributes that the index holds
 * @param indexStatus the state
 * @param backfilling whether items that were there before the index are being entered; null where
 *     the index is not being made or was made with its table
 * @param provisionedThroughput capacity units
 * @param indexSizeBytes the size of all entries, in bytes
 * @param itemCount the number of entries
 * @param indexArn the ARN
 * @param onDemandThroughput on-demand maxima, where there are some
 * @param warmThroughput the warm throughput
 */
public record GlobalSecondaryIndexDescription(
    String indexName,
    List<KeySchemaElement> keySchema,
    Projection projection,
    IndexStatus indexStatus,
    Boolean backfilling,
    ProvisionedThroughputDescription provisionedThroughput,
    Long indexSizeBytes,
    Long itemCount,
    String indexArn,
    OnDemandThroughput onDemandThroughput,
    GlobalSecondaryIndexWarmThroughputDescription warmThroughput) {}
