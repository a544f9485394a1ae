package dev.ddblocal.domain.port;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.value.Item;

/**
 * Atomic work on a keyspace that sees its own changes. Item counts and sizes are kept by the
 * storage from the sizes it is given.
 */
public interface WriteTransaction extends ReadTransaction {
  /**
   * The next number of the keyspace's sequence: larger than every number that a committed work, or
   * this one, has been given before, across restarts as well. Numbers can be left out.
   *
   * @return at least 1
   */
  long nextSequenceNumber();

  /**
   * Adds an empty table with all of its {@link TableDefinition#stores() stores}.
   *
   * @throws IllegalStateException if a table of that name, or a table or index of one of these ids
   *     exists
   */
  void createTable(TableDefinition table);

  /**
   * Replaces what is recorded of the table with the same id; its name and key stay. Of its {@link
   * TableDefinition#stores() stores}, one whose id is new is added empty; one whose id is no more
   * there is removed with its entries.
   *
   * @throws IllegalStateException if no table has that id, or if a new index has the id of another
   *     table's
   */
  void alterTable(TableDefinition table);

  /**
   * Removes the table with all of its {@link TableDefinition#stores() stores}.
   *
   * @throws IllegalStateException if no table has that id
   */
  void dropTable(TableId table);

  /**
   * Puts an item into a table, or an entry into another store, in place of the one with that key,
   * if any.
   *
   * @param store the table or other store
   * @param key the item's key there
   * @param item the item, or what another store holds of it
   * @param sizeBytes the item's size by DynamoDB's arithmetic
   * @throws IllegalStateException if no store has that id
   */
  void put(StoreId store, ItemKey key, Item item, int sizeBytes);

  /**
   * Deletes the item with that key; answers whether there was one.
   *
   * @throws IllegalStateException if no store has that id
   */
  boolean delete(StoreId store, ItemKey key);
}
