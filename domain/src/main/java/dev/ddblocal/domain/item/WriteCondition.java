package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
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
public record WriteCondition(Optional<Condition> condition, boolean answersItem) {
  /** No condition. */
  public static final WriteCondition NONE = new WriteCondition(Optional.empty(), false);

  /** Refuses a missing part. */
  public WriteCondition {
    Objects.requireNonNull(condition, "condition is null");
  }

  /**
   * Lets a write pass whose condition holds.
   *
   * @param found the item as it is, or null if there is none
   * @throws DynamoDbException a ConditionalCheckFailedException if the condition does not hold
   */
  public void require(Item found) {
    if (condition.isPresent()
        && !condition.get().holds(found == null ? Map.of() : found.attributes())) {
      throw DynamoDbException.conditionalCheckFailed(answersItem ? found : null);
    }
  }
}
