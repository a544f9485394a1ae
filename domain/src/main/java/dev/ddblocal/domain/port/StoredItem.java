package dev.ddblocal.domain.port;

import dev.ddblocal.domain.value.Item;

/**
 * An item as storage holds it.
 *
 * @param item the item
 * @param sizeBytes its size by DynamoDB's arithmetic, as it was given when the item was put
 */
public record StoredItem(Item item, int sizeBytes) {}
