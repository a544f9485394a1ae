package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.legacy.ConditionalOperator;
import dev.ddblocal.domain.expression.legacy.ExpectedAttributeValue;
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

  /** The condition as legacy parameter: what is expected, by attribute; or null. */
  Map<String, ExpectedAttributeValue> expected();

  /** How several conditions of {@link #expected} are joined; null counts as AND. */
  ConditionalOperator conditionalOperator();

  /** Which attributes are answered; null counts as NONE. */
  ReturnValue returnValues();

  /** Whether to answer the capacity taken; null counts as NONE. */
  ReturnConsumedCapacity returnConsumedCapacity();

  /** What a failed condition answers; null counts as NONE. */
  ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure();
}
