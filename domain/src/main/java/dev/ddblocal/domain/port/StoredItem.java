package dev.ddblocal.domain.port;

import dev.ddblocal.domain.value.Item;
import java.util.Objects;

/**
 * An item as storage holds it. Storage that holds items encoded hands them on as {@link
 * Item#encoded} does: who counts, measures or passes on items need not pay for decoding.
 *
 * @param item the item
 * @param sizeBytes its size by DynamoDB's arithmetic, as it was given when the item was put
 */
public record StoredItem(Item item, int sizeBytes) {
  /** Refuses a missing item. */
  public StoredItem {
    Objects.requireNonNull(item, "item is null");
  }
}
