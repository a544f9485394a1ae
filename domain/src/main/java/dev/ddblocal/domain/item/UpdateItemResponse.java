package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;

/**
 * Model shape {@code UpdateItemOutput}.
 *
 * @param attributes the attributes that were asked for, as they were or are; null if there are none
 * @param consumedCapacity the capacity taken; null unless asked for
 * @param itemCollectionMetrics the item collection's metrics; null unless asked for on a table with
 *     a local secondary index
 */
public record UpdateItemResponse(
    Item attributes,
    ConsumedCapacity consumedCapacity,
    ItemCollectionMetrics itemCollectionMetrics) {
  /** The same answer with the metrics of the item's collection. */
  UpdateItemResponse withItemCollectionMetrics(ItemCollectionMetrics metrics) {
    return new UpdateItemResponse(attributes, consumedCapacity, metrics);
  }
}
