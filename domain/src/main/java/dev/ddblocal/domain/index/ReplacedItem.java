package dev.ddblocal.domain.index;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.Item;

/**
 * The item that a write replaces or deletes, as far as the write has to know it.
 *
 * @param item the item; null if there is none, or if only its size was of interest
 * @param sizeBytes the item's size; 0 if there is none, or if it was of no interest
 */
public record ReplacedItem(Item item, int sizeBytes) {
  /** No item, or one that nobody asked for. */
  public static final ReplacedItem NONE = new ReplacedItem(null, 0);

  /** What a write has to know of the item that it replaces. */
  public enum Interest {
    /** Everything. */
    ITEM,
    /** Its size. */
    SIZE,
    /** Nothing. */
    NOTHING
  }

  /**
   * Reads as little as is of interest; all of it where more than the item is kept of it.
   *
   * @param transaction where to read
   * @param table the table
   * @param key the item's key
   * @param interest what the write itself has to know
   */
  public static ReplacedItem read(
      ReadTransaction transaction, TableDefinition table, ItemKey key, Interest interest) {
    Interest needed = table.keepsTrackOfItems() ? Interest.ITEM : interest;
    return switch (needed) {
      case ITEM ->
          transaction
              .get(table.id(), key)
              .map((StoredItem found) -> new ReplacedItem(found.item(), found.sizeBytes()))
              .orElse(NONE);
      case SIZE -> new ReplacedItem(null, transaction.sizeOf(table.id(), key).orElse(0));
      case NOTHING -> NONE;
    };
  }
}
