package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.value.SentValue;
import java.util.List;

/**
 * A statement of a transaction (model shape of that name).
 *
 * @param statement the statement
 * @param parameters the values of its parameters, in their order
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record ParameterizedStatement(
    String statement,
    List<SentValue> parameters,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure) {}
