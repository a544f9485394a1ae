package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.value.Item;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * On what condition an item is written.
 *
 * @param condition the condition, if there is one
 * @param answersItem whether a failure answers the item that does not meet it
 */
record WriteCondition(Optional<Condition> condition, boolean answersItem) {
  /** Refuses a missing part. */
  WriteCondition {
    Objects.requireNonNull(condition, "condition is null");
  }

  /**
   * What a write on this condition has to know of the item that it replaces.
   *
   * @param answersOld whether the write answers the item that it replaces
   * @param capacity what the write answers of the capacity that it takes
   */
  Interest interest(boolean answersOld, ReturnConsumedCapacity capacity) {
    if (answersOld || condition.isPresent()) {
      return Interest.ITEM;
    }
    return ReturnConsumedCapacity.isWanted(capacity) ? Interest.SIZE : Interest.NOTHING;
  }

  /**
   * Lets a write pass whose condition holds.
   *
   * @param found the item as it is, or null if there is none
   * @throws DynamoDbException a ConditionalCheckFailedException if the condition does not hold
   */
  void require(Item found) {
    if (condition.isPresent()
        && !condition.get().holds(found == null ? Map.of() : found.attributes())) {
      throw DynamoDbException.conditionalCheckFailed(answersItem ? found : null);
    }
  }
}
