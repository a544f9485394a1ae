package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * The tables of a keyspace at one moment; never changes. Every change of a table's definition makes
 * a catalogue with the next version, which the database records in the same transaction: so a
 * reader can tell whether the catalogue it has at hand is that of its snapshot.
 */
final class Catalogue {
  /**
   * A table's or an index's store.
   *
   * @param number what its SQLite table is called after; never given twice in a keyspace
   * @param table the name of the table, or of the index's table
   */
  private record Store(int number, TableName table) {}

  private final long version;
  private final int nextNumber;
  private final NavigableMap<TableName, TableDefinition> tables;
  private final Map<StoreId, Store> stores;

  private Catalogue(
      long version,
      int nextNumber,
      NavigableMap<TableName, TableDefinition> tables,
      Map<StoreId, Store> stores) {
    this.version = version;
    this.nextNumber = nextNumber;
    this.tables = tables;
    this.stores = stores;
  }

  /** Reads the catalogue in the connection's snapshot. */
  static Catalogue load(Connection connection) throws SQLException {
    NavigableMap<TableName, TableDefinition> tables = new TreeMap<>();
    Map<StoreId, Store> stores = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      Map<String, Integer> numbers = new HashMap<>();
      try (ResultSet rows = statement.executeQuery("SELECT id, number FROM stores")) {
        while (rows.next()) {
          numbers.put(rows.getString(1), rows.getInt(2));
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT definition FROM tables")) {
        while (rows.next()) {
          TableDefinition table = StoredTable.parse(rows.getString(1));
          tables.put(table.name(), table);
          for (StoreId id : storesOf(table)) {
            stores.put(id, new Store(requireNumber(numbers, id), table.name()));
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT catalogue_version, next_table_number FROM keyspace")) {
        if (!row.next()) {
          throw new SQLException("the table keyspace is empty");
        }
        return new Catalogue(row.getLong(1), row.getInt(2), tables, stores);
      }
    }
  }

  private static int requireNumber(Map<String, Integer> numbers, StoreId id) throws SQLException {
    Integer number = numbers.get(id.toString());
    if (number == null) {
      throw new SQLException("the catalogue has no store for " + id);
    }
    return number;
  }

  /** The stores of a table: its own and those of its indexes. */
  static SequencedSet<StoreId> storesOf(TableDefinition table) {
    SequencedSet<StoreId> ids = new LinkedHashSet<>();
    ids.add(table.id());
    for (SecondaryIndex index : table.indexes()) {
      ids.add(index.id());
    }
    return ids;
  }

  long version() {
    return version;
  }

  int nextNumber() {
    return nextNumber;
  }

  Optional<TableDefinition> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  List<TableDefinition> tables(Optional<TableName> after, int limit) {
    NavigableMap<TableName, TableDefinition> rest =
        after.isPresent() ? tables.tailMap(after.get(), false) : tables;
    return rest.values().stream().limit(limit).toList();
  }

  /**
   * The table with that id.
   *
   * @throws IllegalStateException if there is none
   */
  TableDefinition table(TableId id) {
    return tables.get(store(id).table());
  }

  /** Whether a table or an index has that id. */
  boolean contains(StoreId id) {
    return stores.containsKey(id);
  }

  /**
   * The number of the store with that id.
   *
   * @throws IllegalStateException if there is none
   */
  int number(StoreId id) {
    return store(id).number();
  }

  private Store store(StoreId id) {
    Store store = stores.get(id);
    if (store == null) {
      throw new IllegalStateException("no table or index has the id " + id);
    }
    return store;
  }

  /**
   * The next catalogue: with the table added or replaced, its new stores under the next numbers.
   *
   * @throws IllegalStateException if one of these stores belongs to another table
   */
  Catalogue with(TableDefinition table) {
    NavigableMap<TableName, TableDefinition> nextTables = new TreeMap<>(tables);
    TableDefinition replaced = nextTables.put(table.name(), table);
    SequencedSet<StoreId> before = replaced == null ? new LinkedHashSet<>() : storesOf(replaced);
    SequencedSet<StoreId> wanted = storesOf(table);
    if (wanted.equals(before)) {
      return new Catalogue(version + 1, nextNumber, nextTables, stores);
    }
    Map<StoreId, Store> nextStores = new HashMap<>(stores);
    before.forEach(nextStores::remove);
    int number = nextNumber;
    for (StoreId id : wanted) {
      Store store = before.contains(id) ? stores.get(id) : new Store(number++, table.name());
      if (nextStores.put(id, store) != null) {
        throw new IllegalStateException("the id " + id + " is that of another table or index");
      }
    }
    return new Catalogue(version + 1, number, nextTables, nextStores);
  }

  /** The next catalogue: without the table and its stores. */
  Catalogue without(TableDefinition table) {
    NavigableMap<TableName, TableDefinition> nextTables = new TreeMap<>(tables);
    Map<StoreId, Store> nextStores = new HashMap<>(stores);
    nextTables.remove(table.name());
    storesOf(table).forEach(nextStores::remove);
    return new Catalogue(version + 1, nextNumber, nextTables, nextStores);
  }
}
