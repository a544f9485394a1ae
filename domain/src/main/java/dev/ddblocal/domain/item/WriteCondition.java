package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.Item;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * On what condition an item is written.
 *
 * @param condition the condition, if there is one
 * @param answersItem whether a failure answers the item that does not meet it
 * @param failure what a failure is
 */
public record WriteCondition(Optional<Condition> condition, boolean answersItem, Failure failure) {
  /** What it is that a condition does not hold. */
  public enum Failure {
    /** A ConditionalCheckFailedException. */
    CONDITIONAL_CHECK,
    /** A DuplicateItemException: the item should not be there. */
    DUPLICATE_ITEM
  }

  /** No condition. */
  public static final WriteCondition NONE = new WriteCondition(Optional.empty(), false);

  /** Refuses missing parts. */
  public WriteCondition {
    Objects.requireNonNull(condition, "condition is null");
    Objects.requireNonNull(failure, "failure is null");
  }

  /**
   * A condition whose failure is a ConditionalCheckFailedException.
   *
   * @param condition the condition, if there is one
   * @param answersItem whether a failure answers the item that does not meet it
   */
  public WriteCondition(Optional<Condition> condition, boolean answersItem) {
    this(condition, answersItem, Failure.CONDITIONAL_CHECK);
  }

  /** The condition that there is no such item yet. */
  public static WriteCondition noItem(KeySchema key) {
    DocumentPath partition = DocumentPath.of(key.partition().getFirst().name());
    return new WriteCondition(
        Optional.of(new Condition.AttributeNotExists(partition)), false, Failure.DUPLICATE_ITEM);
  }

  /**
   * Lets a write pass whose condition holds.
   *
   * @param found the item as it is, or null if there is none
   * @throws DynamoDbException the {@link #failure} if the condition does not hold
   */
  public void require(Item found) {
    if (condition.isPresent()
        && !condition.get().holds(found == null ? Map.of() : found.attributes())) {
      throw switch (failure) {
        case CONDITIONAL_CHECK ->
            DynamoDbException.conditionalCheckFailed(answersItem ? found : null);
        case DUPLICATE_ITEM -> DynamoDbException.duplicateItem();
      };
    }
  }
}
