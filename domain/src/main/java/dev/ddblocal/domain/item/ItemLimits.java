package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.ItemSize;

/** The limit on an item's size. */
public final class ItemLimits {
  private ItemLimits() {}

  /**
   * Refuses an item that is too large to put.
   *
   * @throws DynamoDbException a ValidationException if the size is over 409,600 bytes
   */
  public static void requirePuttable(int sizeBytes) {
    if (sizeBytes > ItemSize.MAX) {
      throw DynamoDbException.validation("Item size has exceeded the maximum allowed size");
    }
  }

  /**
   * Refuses an item that an update makes too large.
   *
   * @throws DynamoDbException a ValidationException if the size is over 409,600 bytes
   */
  static void requireUpdatable(int sizeBytes) {
    if (sizeBytes > ItemSize.MAX) {
      throw DynamoDbException.validation(
          "Item size to update has exceeded the maximum allowed size");
    }
  }
}
