package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.Item;
import java.util.List;

/**
 * Model shape {@code ItemCollectionMetrics}.
 *
 * @param itemCollectionKey the partition key of the item collection
 * @param sizeEstimateRangeGB the lower and upper bound of its size, in GB
 */
public record ItemCollectionMetrics(Item itemCollectionKey, List<Double> sizeEstimateRangeGB) {}
