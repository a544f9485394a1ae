package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.item.ItemCollectionMetrics;
import java.util.List;
import java.util.Map;

/**
 * Model shape {@code TransactWriteItemsOutput}.
 *
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 * @param itemCollectionMetrics the metrics of the item collections that were written, by table;
 *     null unless asked for and there are any
 */
public record TransactWriteItemsResponse(
    List<ConsumedCapacity> consumedCapacity,
    Map<String, List<ItemCollectionMetrics>> itemCollectionMetrics) {}
