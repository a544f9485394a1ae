package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.AttributeMap;

/**
 * A put in a batch (model shape {@code PutRequest}).
 *
 * @param item the item to put
 */
public record PutRequest(AttributeMap item) {}
