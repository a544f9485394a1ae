package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import java.util.List;

/**
 * Model shape {@code BatchExecuteStatementOutput}.
 *
 * @param responses what became of each statement, in their order
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 */
public record BatchExecuteStatementResponse(
    List<BatchStatementResponse> responses, List<ConsumedCapacity> consumedCapacity) {}
