package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;

/**
 * Model shape {@code DeleteItemOutput}.
 *
 * @param attributes the item as it was; null unless asked for and there was one
 * @param consumedCapacity the capacity taken; null unless asked for
 * @param itemCollectionMetrics the item collection's metrics; null unless asked for on a table with
 *     a local secondary index
 */
public record DeleteItemResponse(
    Item attributes,
    ConsumedCapacity consumedCapacity,
    ItemCollectionMetrics itemCollectionMetrics) {
  /** The same answer with the metrics of the item's collection. */
  DeleteItemResponse withItemCollectionMetrics(ItemCollectionMetrics metrics) {
    return new DeleteItemResponse(attributes, consumedCapacity, metrics);
  }
}
