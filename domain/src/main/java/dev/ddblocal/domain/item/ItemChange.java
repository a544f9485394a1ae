package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.Map;

/**
 * What a write comes to for the item as it is: everything is checked and worked out, nothing is
 * written yet. So several writes can all be found possible before the first of them is made.
 *
 * @param table the table
 * @param key the item's key
 * @param old the item before, as far as somebody has to know it
 * @param after the item afterwards; null if there is none
 * @param sizeBytes the size of the item afterwards; 0 if there is none
 * @param effect what has to be written
 */
public record ItemChange(
    TableDefinition table,
    ItemKey key,
    ReplacedItem old,
    Item after,
    int sizeBytes,
    Effect effect) {
  /** What a change writes. */
  public enum Effect {
    /** The item afterwards. */
    PUT,
    /** The item's absence. */
    DELETE,
    /** Nothing, for the price of a write. */
    NOTHING
  }

  /**
   * Works out a write.
   *
   * @param transaction where the item is
   * @param table the table
   * @param key the item's key, as {@link ItemWrite#key} finds it
   * @param write the write
   * @param interest what the caller has to know of the item before, besides what the write needs
   * @throws DynamoDbException a ConditionalCheckFailedException if the condition does not hold, a
   *     ValidationException if the item cannot be changed so
   */
  public static ItemChange of(
      ReadTransaction transaction,
      TableDefinition table,
      ItemKey key,
      ItemWrite write,
      Interest interest) {
    return switch (write) {
      case ItemWrite.Put put -> ofPut(transaction, table, key, put, interest);
      case ItemWrite.Update update -> ofUpdate(transaction, table, key, update);
      case ItemWrite.Delete delete -> {
        ReplacedItem old = required(transaction, table, key, delete.condition(), interest);
        yield new ItemChange(table, key, old, null, 0, Effect.DELETE);
      }
      case ItemWrite.Check check -> {
        ReplacedItem old = required(transaction, table, key, check.condition(), interest);
        yield new ItemChange(table, key, old, old.item(), old.sizeBytes(), Effect.NOTHING);
      }
    };
  }

  private static ItemChange ofPut(
      ReadTransaction transaction,
      TableDefinition table,
      ItemKey key,
      ItemWrite.Put put,
      Interest interest) {
    TableWriter.requirePuttable(table, put.item());
    ItemLimits.requirePuttable(put.sizeBytes());
    ReplacedItem old = required(transaction, table, key, put.condition(), interest);
    return new ItemChange(table, key, old, put.item(), put.sizeBytes(), Effect.PUT);
  }

  private static ItemChange ofUpdate(
      ReadTransaction transaction, TableDefinition table, ItemKey key, ItemWrite.Update write) {
    PrimaryKeys.requireUntouched(table.key(), write.update().paths());
    ReplacedItem old = required(transaction, table, key, write.condition(), Interest.ITEM);
    Map<String, AttributeValue> before =
        old.item() == null ? write.attributes() : old.item().attributes();
    Item after = new Item(write.update().applyTo(before));
    TableWriter.requireUpdatable(table, after);
    int sizeBytes = ItemSize.of(after);
    ItemLimits.requireUpdatable(sizeBytes);
    if (old.item() == null && write.update().onlyRemoves()) {
      return new ItemChange(table, key, old, null, 0, Effect.NOTHING);
    }
    return new ItemChange(table, key, old, after, sizeBytes, Effect.PUT);
  }

  private static ReplacedItem required(
      ReadTransaction transaction,
      TableDefinition table,
      ItemKey key,
      WriteCondition condition,
      Interest interest) {
    Interest needed = condition.condition().isPresent() ? Interest.ITEM : interest;
    ReplacedItem old = ReplacedItem.read(transaction, table, key, needed);
    condition.require(old.item());
    return old;
  }

  /**
   * Writes what has to be written.
   *
   * @param transaction the transaction in which the change was worked out
   * @param meter what the write is charged to
   * @param origin where the change comes from
   */
  public void apply(WriteTransaction transaction, CapacityMeter meter, ChangeOrigin origin) {
    TableWriter writer = new TableWriter(transaction, table, meter, origin);
    switch (effect) {
      case PUT -> writer.put(key, old, after, sizeBytes);
      case DELETE -> writer.delete(key, old);
      case NOTHING -> meter.writeTable(old.sizeBytes());
    }
  }
}
