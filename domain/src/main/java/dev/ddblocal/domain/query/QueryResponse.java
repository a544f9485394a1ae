package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;
import java.util.List;

/**
 * Model shape {@code QueryOutput}.
 *
 * @param items the items of the page that meet the filter; null where only their count was asked
 *     for
 * @param count how many these are
 * @param scannedCount how many items were evaluated
 * @param lastEvaluatedKey the key to go on behind; null if nothing is left
 * @param consumedCapacity the capacity taken; null unless asked for
 */
public record QueryResponse(
    List<Item> items,
    Integer count,
    Integer scannedCount,
    Item lastEvaluatedKey,
    ConsumedCapacity consumedCapacity) {}
