package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Map;
import java.util.Optional;

/** Reads one item by its key: what GetItem does, and every statement that names a whole key. */
public final class KeyRead {
  private KeyRead() {}

  /**
   * The item with a key, if there is one.
   *
   * @param transaction where to read
   * @param table the table
   * @param key the key's attributes, as they came
   * @param consistent whether the read costs as a strongly consistent one
   * @param meter what the read is charged to
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException if the attributes do
   *     not fit the table's key
   */
  public static Optional<Item> find(
      ReadTransaction transaction,
      TableDefinition table,
      Map<String, AttributeValue> key,
      boolean consistent,
      CapacityMeter meter) {
    Optional<StoredItem> found = transaction.get(table.id(), PrimaryKeys.ofKey(table.key(), key));
    meter.readTable(found.map(StoredItem::sizeBytes).orElse(0), consistent);
    return found.map(StoredItem::item);
  }
}
