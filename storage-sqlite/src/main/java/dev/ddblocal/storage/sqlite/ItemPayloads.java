package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.Item;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

/** How the items of a database stand in its rows: as they are encoded, or encrypted besides. */
sealed interface ItemPayloads permits PlainPayloads, EncryptedPayloads {
  /**
   * What to write for an item; only for the writer's thread.
   *
   * @param encoded the item's encoding; stays as it is
   */
  byte[] payload(StoreId store, byte[] key, byte[] encoded);

  /**
   * What makes items of the rows of a snapshot that is taken next, or of a transaction that begins
   * next, as long as these last; for any thread.
   */
  Reader reader();

  /** Makes items of rows. */
  @FunctionalInterface
  interface Reader {
    /** The item of a row; it is opened when somebody looks into it. */
    Item item(StoreId store, byte[] key, byte[] payload);
  }

  /** Prepares for a table or for further indexes of one, in the transaction that makes them. */
  void prepare(Session session, TableDefinition table) throws SQLException;

  /** Forgets what a dropped table's items were encrypted by, in the transaction that drops it. */
  void drop(Session session, TableDefinition table) throws SQLException;

  /**
   * Lets go of what was kept for tables whose rows are gone; for the writer's thread.
   *
   * @param stores the ids of the stores there are
   */
  void retain(Set<UUID> stores);

  /** Records, in a transaction of its own, what is due besides writes; for the writer's thread. */
  void upkeep(Session session) throws SQLException;
}
