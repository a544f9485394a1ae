package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import java.util.List;
import java.util.Optional;

/**
 * Model shape {@code ExecuteTransactionInput}.
 *
 * @param transactStatements the statements, 1 to 100, all reads or all writes
 * @param clientRequestToken what makes calls with the same statements have the effect of one
 * @param returnConsumedCapacity whether to answer the capacity taken
 */
public record ExecuteTransactionRequest(
    List<ParameterizedStatement> transactStatements,
    String clientRequestToken,
    ReturnConsumedCapacity returnConsumedCapacity)
    implements OperationRequest<ExecuteTransactionResponse> {
  @Override
  public Operation operation() {
    return Operation.EXECUTE_TRANSACTION;
  }

  @Override
  public List<String> tables() {
    return SentStatements.tables(accesses());
  }

  @Override
  public List<ResourceAccess> accesses() {
    return transactStatements == null
        ? List.of()
        : transactStatements.stream()
            .flatMap(each ->
                SentStatements.access(
                    operation(), each.statement(), each.parameters(), Optional.empty())
                    .stream())
            .toList();
  }
}
