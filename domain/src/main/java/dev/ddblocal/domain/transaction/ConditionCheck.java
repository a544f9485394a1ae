package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.Map;

/**
 * A condition that a transaction depends on (model shape of that name).
 *
 * @param key the primary key of the item to check
 * @param tableName the table's name or ARN
 * @param conditionExpression what the item must meet
 * @param expressionAttributeNames attribute names by placeholder
 * @param expressionAttributeValues values by placeholder
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record ConditionCheck(
    AttributeMap key,
    String tableName,
    String conditionExpression,
    Map<String, String> expressionAttributeNames,
    AttributeMap expressionAttributeValues,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements WriteAction {}
