package dev.ddblocal.domain.table;

/**
 * Model shape {@code UpdateGlobalSecondaryIndexAction}.
 *
 * @param indexName the name of an index that is there
 * @param provisionedThroughput its new capacity units
 * @param onDemandThroughput its new maxima
 * @param warmThroughput its new warm throughput
 */
public record UpdateGlobalSecondaryIndexAction(
    String indexName,
    ProvisionedThroughput provisionedThroughput,
    OnDemandThroughput onDemandThroughput,
    WarmThroughput warmThroughput) {}
