package dev.ddblocal.domain.index;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.key.KeyLimits;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ProjectionType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a secondary index holds of an item.
 *
 * @param key the entry's key in the index's store
 * @param attributes the projected attributes
 * @param sizeBytes their size by DynamoDB's arithmetic
 */
public record IndexEntry(ItemKey key, Item attributes, int sizeBytes) {
  /**
   * The entry of an item; empty if the index does not hold the item, because a key attribute of the
   * index is missing or cannot be a key.
   *
   * @param tableKey the primary key of the index's table
   * @param index the index
   * @param item an item of the table
   * @param itemSizeBytes the item's size
   */
  public static Optional<IndexEntry> of(
      KeySchema tableKey, SecondaryIndex index, Item item, int itemSizeBytes) {
    if (!KeyLimits.holdKey(index.key(), item.attributes())) {
      return Optional.empty();
    }
    ItemKey key = KeyEncoding.keyOf(index.entryKey(tableKey), item.attributes());
    if (index.projection().type() == ProjectionType.ALL) {
      return Optional.of(new IndexEntry(key, item, itemSizeBytes));
    }
    Item projected = project(tableKey, index, item);
    return Optional.of(new IndexEntry(key, projected, ItemSize.of(projected)));
  }

  /** Whether an index holds the attribute of every item that it holds. */
  public static boolean projects(KeySchema tableKey, SecondaryIndex index, String attribute) {
    IndexProjection projection = index.projection();
    return switch (projection.type()) {
      case ALL -> true;
      case KEYS_ONLY -> isKey(tableKey, index, attribute);
      case INCLUDE ->
          projection.nonKeyAttributes().contains(attribute) || isKey(tableKey, index, attribute);
    };
  }

  private static boolean isKey(KeySchema tableKey, SecondaryIndex index, String attribute) {
    return tableKey.contains(attribute) || index.key().contains(attribute);
  }

  private static Item project(KeySchema tableKey, SecondaryIndex index, Item item) {
    Map<String, AttributeValue> projected = new LinkedHashMap<>();
    item.attributes()
        .forEach((name, value) -> {
          if (projects(tableKey, index, name)) {
            projected.put(name, value);
          }
        });
    return new Item(projected);
  }
}
