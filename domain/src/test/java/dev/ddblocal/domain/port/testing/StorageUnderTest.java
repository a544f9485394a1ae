package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadWork;
import dev.ddblocal.domain.port.Storage;
import dev.ddblocal.domain.port.WriteWork;
import dev.ddblocal.domain.schema.TableDefinition;

/** What the parts of the contract have at hand: a storage of their own, empty at first. */
public interface StorageUnderTest {
  /** The open storage. */
  Storage storage();

  /** Closes the storage and opens it again. */
  void reopen();

  /** Whether a storage that is opened again shows what was written before. */
  boolean keepsDataWhenClosed();

  /** The keyspace that the tests use where they need only one. */
  default Keyspace keyspace() {
    return storage().keyspace(Samples.SCOPE);
  }

  /** Runs a read on {@link #keyspace} and waits for its result. */
  default <R> R read(ReadWork<R> work) {
    return Stages.await(keyspace().read(work));
  }

  /** Runs a write on {@link #keyspace} and waits for its result. */
  default <R> R write(WriteWork<R> work) {
    return Stages.await(keyspace().write(work));
  }

  /** Makes an empty table of that name. */
  default TableDefinition createTable(String name) {
    TableDefinition table = Samples.table(name);
    return write(transaction -> {
      transaction.createTable(table);
      return table;
    });
  }

  /** Puts an item of the given size, made of the text, under the key. */
  default void put(TableDefinition table, String key, String text) {
    write(transaction -> {
      Samples.put(transaction, table, key, text);
      return null;
    });
  }

  /** The text of the item under the key, or null if there is none. */
  default String text(TableDefinition table, String key) {
    return read(transaction -> Samples.text(transaction, table, key));
  }
}
