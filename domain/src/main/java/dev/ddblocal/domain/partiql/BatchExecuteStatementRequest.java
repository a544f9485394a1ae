package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;

/**
 * Model shape {@code BatchExecuteStatementInput}.
 *
 * @param statements the statements, 1 to 25, all reads or all writes
 * @param returnConsumedCapacity whether to answer the capacity taken
 */
public record BatchExecuteStatementRequest(
    List<BatchStatementRequest> statements, ReturnConsumedCapacity returnConsumedCapacity)
    implements OperationRequest<BatchExecuteStatementResponse> {
  @Override
  public Operation operation() {
    return Operation.BATCH_EXECUTE_STATEMENT;
  }

  @Override
  public List<String> tables() {
    return SentStatements.tables(accesses());
  }

  @Override
  public List<ResourceAccess> accesses() {
    return statements == null
        ? List.of()
        : statements.stream().flatMap(each -> each.access().stream()).toList();
  }
}
