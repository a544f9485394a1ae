package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code BatchWriteItemOutput}.
 *
 * @param unprocessedItems the writes that were not done; empty if all were
 * @param itemCollectionMetrics the metrics by table; null unless asked for
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 */
public record BatchWriteItemResponse(
    Map<String, List<WriteRequest>> unprocessedItems,
    Map<String, List<ItemCollectionMetrics>> itemCollectionMetrics,
    List<ConsumedCapacity> consumedCapacity) {}
