package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.transaction.ItemResponse;
import java.util.List;

/**
 * Model shape {@code ExecuteTransactionOutput}.
 *
 * @param responses what each read found, in their order; none for writes
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 */
public record ExecuteTransactionResponse(
    List<ItemResponse> responses, List<ConsumedCapacity> consumedCapacity) {}
