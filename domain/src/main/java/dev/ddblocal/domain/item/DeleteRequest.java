package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.AttributeMap;

/**
 * A delete in a batch (model shape {@code DeleteRequest}).
 *
 * @param key the primary key of the item to delete
 */
public record DeleteRequest(AttributeMap key) {}
