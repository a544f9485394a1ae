package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.index.ReplacedItem.Interest;

/** What the answer to a write needs of the item that it replaces. */
final class WriteInterest {
  private WriteInterest() {}

  /**
   * What is needed at least.
   *
   * @param answersOld whether the write answers the item that it replaces
   * @param capacity what the write answers of the capacity that it takes
   */
  static Interest of(boolean answersOld, ReturnConsumedCapacity capacity) {
    if (answersOld) {
      return Interest.ITEM;
    }
    return ReturnConsumedCapacity.isWanted(capacity) ? Interest.SIZE : Interest.NOTHING;
  }
}
