package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.SentValue;
import java.util.List;
import java.util.Optional;

/**
 * Model shape {@code ExecuteStatementInput}.
 *
 * @param statement the statement
 * @param parameters the values of its parameters, in their order
 * @param consistentRead whether a read costs as a strongly consistent one; every read is one
 * @param nextToken where to go on, as the page before answered it
 * @param returnConsumedCapacity whether to answer the capacity taken
 * @param limit the most items to evaluate for a page; null for as many as 1 MB holds
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record ExecuteStatementRequest(
    String statement,
    List<SentValue> parameters,
    Boolean consistentRead,
    String nextToken,
    ReturnConsumedCapacity returnConsumedCapacity,
    Integer limit,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements OperationRequest<ExecuteStatementResponse> {
  @Override
  public Operation operation() {
    return Operation.EXECUTE_STATEMENT;
  }

  @Override
  public List<String> tables() {
    return SentStatements.tables(accesses());
  }

  @Override
  public List<ResourceAccess> accesses() {
    ReturnConsumedCapacity wanted =
        returnConsumedCapacity == null ? ReturnConsumedCapacity.NONE : returnConsumedCapacity;
    return SentStatements.access(operation(), statement, parameters, Optional.of(wanted)).stream()
        .toList();
  }
}
