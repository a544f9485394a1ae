package dev.ddblocal.domain.index;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.stream.ChangeRecorder;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the items of a table, and with each the entries that its indexes have of it and the record
 * of the change in its stream: the one way in which items change. An index takes part from the
 * moment it is made, long before all its entries are there, until the moment it is to be deleted.
 *
 * <pre>
 *   entry before    entry after                  index         charged
 *   none            some                         put           1, by the size after
 *   some            none                         delete        1, by the size before
 *   some            some under another key       delete, put   both of these
 *   some            other attributes             put           1, by the larger of both sizes
 *   some            the same                                   nothing
 * </pre>
 */
public final class TableWriter {
  private final WriteTransaction transaction;
  private final TableDefinition table;
  private final CapacityMeter meter;
  private final ChangeOrigin origin;

  /**
   * Creates a writer.
   *
   * @param transaction where to write
   * @param table the table
   * @param meter what the writes are charged to
   * @param origin where the changes come from
   */
  public TableWriter(
      WriteTransaction transaction,
      TableDefinition table,
      CapacityMeter meter,
      ChangeOrigin origin) {
    this.transaction = Objects.requireNonNull(transaction, "transaction is null");
    this.table = Objects.requireNonNull(table, "table is null");
    this.meter = Objects.requireNonNull(meter, "meter is null");
    this.origin = Objects.requireNonNull(origin, "origin is null");
  }

  /**
   * Refuses an item that cannot be put because of what would be the key of an index.
   *
   * @throws DynamoDbException a ValidationException in the words of PutItem
   */
  public static void requirePuttable(TableDefinition table, Item item) {
    IndexKeyDefect defect = IndexKeyDefect.of(table, item.attributes());
    if (defect != null) {
      throw defect.refusalOfPut();
    }
  }

  /**
   * Refuses an item that an update cannot make because of what would be the key of an index.
   *
   * @throws DynamoDbException a ValidationException in the words of UpdateItem
   */
  public static void requireUpdatable(TableDefinition table, Item item) {
    IndexKeyDefect defect = IndexKeyDefect.of(table, item.attributes());
    if (defect != null) {
      throw defect.refusalOfUpdate();
    }
  }

  /**
   * Refuses an item that has an empty value where an index has a key; unlike the other defects of
   * such a key, this one can be seen before the item is to be put.
   *
   * @throws DynamoDbException a ValidationException in the words of PutItem
   */
  public static void requireContentToPut(TableDefinition table, Item item) {
    IndexKeyDefect defect = IndexKeyDefect.of(table, item.attributes());
    if (defect != null && defect.kind() == IndexKeyDefect.Kind.EMPTY) {
      throw defect.refusalOfPut();
    }
  }

  /**
   * Refuses an update that sets what is the key of an index to an empty value of the request's.
   *
   * @param values the values that the update sets attributes to, by attribute
   * @throws DynamoDbException a ValidationException in the words of UpdateItem
   */
  public static void requireContentToUpdate(
      TableDefinition table, Map<String, AttributeValue> values) {
    IndexKeyDefect defect = IndexKeyDefect.of(table, values);
    if (defect != null && defect.kind() == IndexKeyDefect.Kind.EMPTY) {
      throw defect.refusalOfUpdate();
    }
  }

  /**
   * Puts an item, whose index keys have been found fit.
   *
   * @param key the item's key
   * @param old the item in its place, as {@link ReplacedItem#read} found it
   * @param item the item
   * @param sizeBytes its size
   */
  public void put(ItemKey key, ReplacedItem old, Item item, int sizeBytes) {
    transaction.put(table.id(), key, item, sizeBytes);
    meter.writeTable(Math.max(old.sizeBytes(), sizeBytes));
    for (SecondaryIndex index : table.indexes()) {
      keep(index, entry(index, old.item(), old.sizeBytes()), entry(index, item, sizeBytes));
    }
    table
        .timeToLive()
        .ifPresent(expiry -> ExpiryEntry.keep(transaction, expiry, key, old.item(), item));
    recorder().ifPresent(recorder -> recorder.put(old.item(), old.sizeBytes(), item, sizeBytes));
  }

  /**
   * Deletes an item.
   *
   * @param key the item's key
   * @param old the item, as {@link ReplacedItem#read} found it
   */
  public void delete(ItemKey key, ReplacedItem old) {
    transaction.delete(table.id(), key);
    meter.writeTable(old.sizeBytes());
    for (SecondaryIndex index : table.indexes()) {
      keep(index, entry(index, old.item(), old.sizeBytes()), Optional.empty());
    }
    table
        .timeToLive()
        .ifPresent(expiry -> ExpiryEntry.keep(transaction, expiry, key, old.item(), null));
    recorder().ifPresent(recorder -> recorder.delete(old.item(), old.sizeBytes()));
  }

  private Optional<ChangeRecorder> recorder() {
    return table.stream()
        .map(stream -> new ChangeRecorder(transaction, stream, table.key(), origin));
  }

  private Optional<IndexEntry> entry(SecondaryIndex index, Item item, int sizeBytes) {
    return item == null ? Optional.empty() : IndexEntry.of(table.key(), index, item, sizeBytes);
  }

  private void keep(SecondaryIndex index, Optional<IndexEntry> before, Optional<IndexEntry> after) {
    if (index.deletingSince().isPresent()) {
      return;
    }
    if (before.isPresent() && after.isPresent() && before.get().key().equals(after.get().key())) {
      change(index, before.get(), after.get());
      return;
    }
    before.ifPresent(entry -> {
      // An index that is still being filled may not have the entry yet.
      if (transaction.delete(index.id(), entry.key())) {
        meter.writeIndex(index, entry.sizeBytes());
      }
    });
    after.ifPresent(entry -> {
      transaction.put(index.id(), entry.key(), entry.attributes(), entry.sizeBytes());
      meter.writeIndex(index, entry.sizeBytes());
    });
  }

  private void change(SecondaryIndex index, IndexEntry before, IndexEntry after) {
    if (!before.attributes().equals(after.attributes())) {
      transaction.put(index.id(), after.key(), after.attributes(), after.sizeBytes());
      meter.writeIndex(index, Math.max(before.sizeBytes(), after.sizeBytes()));
    }
  }
}
