package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import java.util.List;

/**
 * Model shape {@code TransactGetItemsOutput}.
 *
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 * @param responses what each read found, in the order of the request
 */
public record TransactGetItemsResponse(
    List<ConsumedCapacity> consumedCapacity, List<ItemResponse> responses) {}
