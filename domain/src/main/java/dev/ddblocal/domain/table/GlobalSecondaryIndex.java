package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.KeySchemaElement;
import java.util.List;

/**
 * Model shapes {@code GlobalSecondaryIndex} and {@code CreateGlobalSecondaryIndexAction}, which
 * have the same members.
 *
 * @param indexName the name
 * @param keySchema the index key
 * @param projection the attributes that the index holds
 * @param provisionedThroughput capacity units, for a PROVISIONED table
 * @param onDemandThroughput maxima, for a PAY_PER_REQUEST table
 * @param warmThroughput the warm throughput
 */
public record GlobalSecondaryIndex(
    String indexName,
    List<KeySchemaElement> keySchema,
    Projection projection,
    ProvisionedThroughput provisionedThroughput,
    OnDemandThroughput onDemandThroughput,
    WarmThroughput warmThroughput) {}
