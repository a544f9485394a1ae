package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Map;
import java.util.Objects;

/**
 * One write of one item, whose own checks are done: what PutItem, UpdateItem and DeleteItem do, and
 * each action of a transaction or statement.
 */
public sealed interface ItemWrite {
  /** On what condition the item is written. */
  WriteCondition condition();

  /** The item, or its key: in any case the attributes of its key. */
  Map<String, AttributeValue> attributes();

  /**
   * The key of the item that the write is about.
   *
   * @throws DynamoDbException a ValidationException in the words of the single-item operation, if
   *     the attributes do not fit the table's key
   */
  default ItemKey key(KeySchema schema) {
    return switch (this) {
      case Put put -> PrimaryKeys.ofItem(schema, put.item().attributes());
      case Update update -> PrimaryKeys.ofKey(schema, update.attributes());
      case Delete delete -> PrimaryKeys.ofKey(schema, delete.attributes());
      case Check check -> PrimaryKeys.ofKey(schema, check.attributes());
    };
  }

  /**
   * Puts an item in place of the one with its key.
   *
   * @param item the item
   * @param sizeBytes its size
   * @param condition on what condition
   */
  record Put(Item item, int sizeBytes, WriteCondition condition) implements ItemWrite {
    /** Refuses missing parts. */
    public Put {
      Objects.requireNonNull(item, "item is null");
      Objects.requireNonNull(condition, "condition is null");
    }

    @Override
    public Map<String, AttributeValue> attributes() {
      return item.attributes();
    }
  }

  /**
   * Changes an item, or makes it if there is none.
   *
   * @param attributes its key
   * @param update what is done to it
   * @param condition on what condition
   */
  record Update(
      Map<String, AttributeValue> attributes,
      dev.ddblocal.domain.expression.Update update,
      WriteCondition condition)
      implements ItemWrite {
    /** Refuses missing parts. */
    public Update {
      Objects.requireNonNull(attributes, "attributes is null");
      Objects.requireNonNull(update, "update is null");
      Objects.requireNonNull(condition, "condition is null");
    }
  }

  /**
   * Deletes an item, if there is one.
   *
   * @param attributes its key
   * @param condition on what condition
   */
  record Delete(Map<String, AttributeValue> attributes, WriteCondition condition)
      implements ItemWrite {
    /** Refuses missing parts. */
    public Delete {
      Objects.requireNonNull(attributes, "attributes is null");
      Objects.requireNonNull(condition, "condition is null");
    }
  }

  /**
   * Changes nothing: a condition that other writes depend on.
   *
   * @param attributes the item's key
   * @param condition what it must meet
   */
  record Check(Map<String, AttributeValue> attributes, WriteCondition condition)
      implements ItemWrite {
    /** Refuses missing parts. */
    public Check {
      Objects.requireNonNull(attributes, "attributes is null");
      Objects.requireNonNull(condition, "condition is null");
    }
  }
}
