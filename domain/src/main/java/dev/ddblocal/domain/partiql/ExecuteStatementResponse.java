package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;
import java.util.List;

/**
 * Model shape {@code ExecuteStatementOutput}.
 *
 * @param items what a SELECT answers, or what RETURNING asks for
 * @param nextToken where to go on; null if nothing is left
 * @param consumedCapacity the capacity taken; null unless asked for
 * @param lastEvaluatedKey the key that the page ended with; null if nothing is left
 */
public record ExecuteStatementResponse(
    List<Item> items, String nextToken, ConsumedCapacity consumedCapacity, Item lastEvaluatedKey) {}
