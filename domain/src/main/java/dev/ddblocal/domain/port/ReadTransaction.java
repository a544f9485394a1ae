package dev.ddblocal.domain.port;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One consistent snapshot of a keyspace. Valid only while the work that was given it runs, on that
 * work's thread. Whatever takes a {@link StoreId} throws {@link IllegalStateException} if no store
 * of the snapshot has that id.
 */
public interface ReadTransaction {
  /** The table of that name. */
  Optional<TableDefinition> table(TableName name);

  /**
   * Tables in the order of their names.
   *
   * @param after only tables whose names come behind this one
   * @param limit at most this many, at least 1
   */
  List<TableDefinition> tables(Optional<TableName> after, int limit);

  /** The statistics of a store, changes of this transaction included. */
  TableStatistics statistics(StoreId store);

  /** The item of a table, or the entry of another store, with that key. */
  Optional<StoredItem> get(StoreId store, ItemKey key);

  /** The size of the item with that key; cheaper than {@link #get} where that is enough. */
  OptionalInt sizeOf(StoreId store, ItemKey key);

  /**
   * Shows items in key order until the visitor has enough or the range ends.
   *
   * @param store the table or other store
   * @param range the keys to visit
   * @param direction ascending or descending key order
   * @param visitor sees each item; it may read, but must not change the store
   */
  void range(StoreId store, KeyRange range, Direction direction, ItemVisitor visitor);

  /** The order in which a range is visited. */
  enum Direction {
    /** From the lowest key up. */
    FORWARD,
    /** From the highest key down. */
    BACKWARD
  }

  /** Sees the items of a range, one after the other. */
  @FunctionalInterface
  interface ItemVisitor {
    /** Sees an item; answers whether it wants the next one. */
    boolean visit(ItemKey key, StoredItem item);
  }
}
