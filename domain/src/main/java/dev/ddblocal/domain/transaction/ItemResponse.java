package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.value.Item;

/**
 * What one read of a transaction found (model shape of that name).
 *
 * @param item the item, or what was asked of it; null if there is none
 */
public record ItemResponse(Item item) {}
