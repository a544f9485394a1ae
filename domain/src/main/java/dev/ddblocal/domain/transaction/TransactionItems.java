package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Optional;

/**
 * What the reads of a transaction found.
 *
 * @param items the items in the order of the reads, each empty where there is none
 * @param consumedCapacity the capacity taken, table by table; null unless asked for
 */
public record TransactionItems(
    List<Optional<Item>> items, List<ConsumedCapacity> consumedCapacity) {
  /** Takes a copy of the items. */
  public TransactionItems {
    items = List.copyOf(items);
  }
}
