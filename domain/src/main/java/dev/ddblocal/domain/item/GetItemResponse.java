package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;

/**
 * Model shape {@code GetItemOutput}.
 *
 * @param item the item; null if there is none
 * @param consumedCapacity the capacity taken; null unless asked for
 */
public record GetItemResponse(Item item, ConsumedCapacity consumedCapacity) {}
