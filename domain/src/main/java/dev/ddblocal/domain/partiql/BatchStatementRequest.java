package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.value.SentValue;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a batch (model shape of that name).
 *
 * @param statement the statement
 * @param parameters the values of its parameters, in their order
 * @param consistentRead whether a read costs as a strongly consistent one; every read is one
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record BatchStatementRequest(
    String statement,
    List<SentValue> parameters,
    Boolean consistentRead,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure) {
  /** What the statement does to which table; empty if it is no statement. */
  Optional<ResourceAccess> access() {
    return SentStatements.access(
        Operation.BATCH_EXECUTE_STATEMENT, statement, parameters, Optional.empty());
  }
}
