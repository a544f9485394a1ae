package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.Map;

/**
 * An update of a transaction (model shape of that name).
 *
 * @param key the primary key of the item to update, or to make
 * @param updateExpression what to do to the item
 * @param tableName the table's name or ARN
 * @param conditionExpression the condition on which the transaction is done, or null
 * @param expressionAttributeNames attribute names by placeholder
 * @param expressionAttributeValues values by placeholder
 * @param returnValuesOnConditionCheckFailure what a failed condition answers
 */
public record Update(
    AttributeMap key,
    String updateExpression,
    String tableName,
    String conditionExpression,
    Map<String, String> expressionAttributeNames,
    AttributeMap expressionAttributeValues,
    ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure)
    implements WriteAction {}
