package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The keys that a batch has named so far, table by table: no item may be named twice. */
final class BatchKeys {
  private final Map<TableId, Set<ItemKey>> seen = new HashMap<>();

  /**
   * Adds a key.
   *
   * @throws DynamoDbException a ValidationException if the batch has named the item before
   */
  void add(TableId table, ItemKey key) {
    if (!seen.computeIfAbsent(table, id -> new HashSet<>()).add(key)) {
      throw DynamoDbException.validation("Provided list of item keys contains duplicates");
    }
  }
}
