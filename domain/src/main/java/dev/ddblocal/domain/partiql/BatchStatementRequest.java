package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.value.SentValue;
import java.util.List;

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
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure) {}
