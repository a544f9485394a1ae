package dev.ddblocal.domain.item;

import dev.ddblocal.domain.value.AttributeMap;
import java.util.Map;

/** What the requests of PutItem, UpdateItem and DeleteItem say on a condition. */
interface ConditionalWrite {
  /** The condition, or null. */
  String conditionExpression();

  /** Attribute names by placeholder, or null. */
  Map<String, String> expressionAttributeNames();

  /** Values by placeholder, or null. */
  AttributeMap expressionAttributeValues();

  /** What a failed condition answers; null counts as NONE. */
  ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure();
}
