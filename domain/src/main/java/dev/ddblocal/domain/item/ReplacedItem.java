package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityUnits;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.value.Item;

/**
 * What a put or delete needs to know of the item it replaces: as little as the caller's wishes
 * allow.
 *
 * @param item the item, if it is to be answered and there was one; else null
 * @param sizeBytes the item's size, if capacity is to be answered; else 0
 */
record ReplacedItem(Item item, int sizeBytes) {
  private static final ReplacedItem UNKNOWN = new ReplacedItem(null, 0);

  /**
   * Whether ReturnValues asks for the replaced item.
   *
   * @throws DynamoDbException a ValidationException for a value that only updates have
   */
  static boolean isWanted(ReturnValue returnValues) {
    return switch (returnValues) {
      case null -> false;
      case NONE -> false;
      case ALL_OLD -> true;
      case UPDATED_OLD, ALL_NEW, UPDATED_NEW ->
          throw RequestWording.ENVELOPED.refusal("ReturnValues can only be ALL_OLD or NONE");
    };
  }

  /** Reads what is needed before the write. */
  static ReplacedItem read(
      ReadTransaction transaction,
      TableId table,
      ItemKey key,
      boolean wantsItem,
      ReturnConsumedCapacity capacity) {
    if (wantsItem) {
      return transaction
          .get(table, key)
          .map((StoredItem old) -> new ReplacedItem(old.item(), old.sizeBytes()))
          .orElse(UNKNOWN);
    }
    return ReturnConsumedCapacity.isWanted(capacity)
        ? new ReplacedItem(null, transaction.sizeOf(table, key).orElse(0))
        : UNKNOWN;
  }

  /** The write units of putting an item of the given size in its place; 0 for a delete. */
  double unitsToReplaceWith(int newSizeBytes) {
    return CapacityUnits.ofWrite(Math.max(sizeBytes, newSizeBytes));
  }
}
