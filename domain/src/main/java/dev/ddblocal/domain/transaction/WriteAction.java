package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.item.ReturnValuesOnConditionCheckFailure;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.value.AttributeMap;
import java.util.Map;

/** What the four kinds of actions of a TransactWriteItems have in common. */
sealed interface WriteAction permits ConditionCheck, Delete, Put, Update {
  /** The IAM action that allows the action; a transaction has none of its own. */
  default String iamAction() {
    return switch (this) {
      case ConditionCheck _ -> "dynamodb:ConditionCheckItem";
      case Delete _ -> Operation.DELETE_ITEM.iamAction();
      case Put _ -> Operation.PUT_ITEM.iamAction();
      case Update _ -> Operation.UPDATE_ITEM.iamAction();
    };
  }

  /** The item that is put, or the key of the item that the action is on, as sent. */
  default AttributeMap itemOrKey() {
    return switch (this) {
      case ConditionCheck check -> check.key();
      case Delete delete -> delete.key();
      case Put put -> put.item();
      case Update update -> update.key();
    };
  }

  /** The table's name or ARN. */
  String tableName();

  /** The condition on which the transaction is done, or null. */
  String conditionExpression();

  /** Attribute names by placeholder, or null. */
  Map<String, String> expressionAttributeNames();

  /** Values by placeholder, or null. */
  AttributeMap expressionAttributeValues();

  /** What a failed condition answers; null counts as NONE. */
  ReturnValuesOnConditionCheckFailure returnValuesOnConditionCheckFailure();
}
