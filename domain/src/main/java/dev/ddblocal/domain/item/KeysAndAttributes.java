package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.List;

/**
 * The items to read of one table (model shape {@code KeysAndAttributes}).
 *
 * @param keys the primary keys
 * @param consistentRead whether the reads cost as strongly consistent ones
 */
public record KeysAndAttributes(List<AttributeMap> keys, Boolean consistentRead) {}
