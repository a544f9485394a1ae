package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.schema.KeyspaceStore;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The tables of a keyspace at one moment; never changes. Every change of a table's definition makes
 * a catalogue with the next version, which the database records in the same transaction: so a
 * reader can tell whether the catalogue it has at hand is that of its snapshot.
 */
final class Catalogue {
  private final long version;
  private final int nextNumber;
  private final NavigableMap<TableName, TableDefinition> tables;

  /** By its id, what a store's SQLite table is called after; never given twice in a keyspace. */
  private final Map<StoreId, Integer> numbers;

  private Catalogue(
      long version,
      int nextNumber,
      NavigableMap<TableName, TableDefinition> tables,
      Map<StoreId, Integer> numbers) {
    this.version = version;
    this.nextNumber = nextNumber;
    this.tables = tables;
    this.numbers = numbers;
  }

  /** Reads the catalogue in the connection's snapshot. */
  static Catalogue load(Connection connection) throws SQLException {
    NavigableMap<TableName, TableDefinition> tables = new TreeMap<>();
    Map<StoreId, Integer> numbers = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      Map<String, Integer> recorded = new HashMap<>();
      try (ResultSet rows = statement.executeQuery("SELECT id, number FROM stores")) {
        while (rows.next()) {
          recorded.put(rows.getString(1), rows.getInt(2));
        }
      }
      for (StoreId id : KeyspaceStore.values()) {
        numbers.put(id, requireNumber(recorded, id));
      }
      try (ResultSet rows = statement.executeQuery("SELECT definition FROM tables")) {
        while (rows.next()) {
          TableDefinition table = StoredTable.parse(rows.getString(1));
          tables.put(table.name(), table);
          for (StoreId id : table.stores()) {
            numbers.put(id, requireNumber(recorded, id));
          }
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT catalogue_version, next_table_number FROM keyspace")) {
        if (!row.next()) {
          throw new SQLException("the table keyspace is empty");
        }
        return new Catalogue(row.getLong(1), row.getInt(2), tables, numbers);
      }
    }
  }

  private static int requireNumber(Map<String, Integer> recorded, StoreId id) throws SQLException {
    Integer number = recorded.get(id.toString());
    if (number == null) {
      throw new SQLException("the catalogue has no store for " + id);
    }
    return number;
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
    return tables.values().stream()
        .filter(table -> table.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no table has the id " + id));
  }

  /** The ids of the tables. */
  List<UUID> tableIds() {
    return tables.values().stream().map(table -> table.id().value()).toList();
  }

  /** The ids of the stores. */
  Set<UUID> stores() {
    return numbers.keySet().stream().map(StoreId::value).collect(Collectors.toSet());
  }

  /** Whether a store has that id. */
  boolean contains(StoreId id) {
    return numbers.containsKey(id);
  }

  /**
   * The number of the store with that id.
   *
   * @throws IllegalStateException if there is none
   */
  int number(StoreId id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalStateException("no table or index has the id " + id);
    }
    return number;
  }

  /**
   * The next catalogue: with the table added or replaced, its new stores under the next numbers.
   *
   * @throws IllegalStateException if one of these stores belongs to another table
   */
  Catalogue with(TableDefinition table) {
    NavigableMap<TableName, TableDefinition> nextTables = new TreeMap<>(tables);
    TableDefinition replaced = nextTables.put(table.name(), table);
    SequencedSet<StoreId> before = replaced == null ? new LinkedHashSet<>() : replaced.stores();
    SequencedSet<StoreId> wanted = table.stores();
    if (wanted.equals(before)) {
      return new Catalogue(version + 1, nextNumber, nextTables, numbers);
    }
    Map<StoreId, Integer> nextNumbers = new HashMap<>(numbers);
    before.forEach(nextNumbers::remove);
    int unused = nextNumber;
    for (StoreId id : wanted) {
      int number = before.contains(id) ? numbers.get(id) : unused++;
      if (nextNumbers.put(id, number) != null) {
        throw new IllegalStateException("the id " + id + " is that of another table or index");
      }
    }
    return new Catalogue(version + 1, unused, nextTables, nextNumbers);
  }

  /** The next catalogue: without the table and its stores. */
  Catalogue without(TableDefinition table) {
    NavigableMap<TableName, TableDefinition> nextTables = new TreeMap<>(tables);
    Map<StoreId, Integer> nextNumbers = new HashMap<>(numbers);
    nextTables.remove(table.name());
    table.stores().forEach(nextNumbers::remove);
    return new Catalogue(version + 1, nextNumber, nextTables, nextNumbers);
  }
}
