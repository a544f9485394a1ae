package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables of a keyspace at one moment; never changes. Every change of a table's definition makes
 * a catalogue with the next version, which the database records in the same transaction: so a
 * reader can tell whether the catalogue it has at hand is that of its snapshot.
 */
final class Catalogue {
  /**
   * A table.
   *
   * @param number what its SQLite table is called after; never given twice in a keyspace
   * @param definition what is recorded of it
   */
  record Entry(int number, TableDefinition definition) {}

  private final long version;
  private final int nextNumber;
  private final NavigableMap<TableName, Entry> byName;
  private final Map<TableId, Entry> byId;

  private Catalogue(
      long version,
      int nextNumber,
      NavigableMap<TableName, Entry> byName,
      Map<TableId, Entry> byId) {
    this.version = version;
    this.nextNumber = nextNumber;
    this.byName = byName;
    this.byId = byId;
  }

  /** Reads the catalogue in the connection's snapshot. */
  static Catalogue load(Connection connection) throws SQLException {
    NavigableMap<TableName, Entry> byName = new TreeMap<>();
    Map<TableId, Entry> byId = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT number, definition FROM tables")) {
        while (rows.next()) {
          Entry entry = new Entry(rows.getInt(1), StoredTable.parse(rows.getString(2)));
          byName.put(entry.definition().name(), entry);
          byId.put(entry.definition().id(), entry);
        }
      }
      try (ResultSet row =
          statement.executeQuery("SELECT catalogue_version, next_table_number FROM keyspace")) {
        if (!row.next()) {
          throw new SQLException("the table keyspace is empty");
        }
        return new Catalogue(row.getLong(1), row.getInt(2), byName, byId);
      }
    }
  }

  long version() {
    return version;
  }

  int nextNumber() {
    return nextNumber;
  }

  Optional<TableDefinition> table(TableName name) {
    Entry entry = byName.get(name);
    return entry == null ? Optional.empty() : Optional.of(entry.definition());
  }

  List<TableDefinition> tables(Optional<TableName> after, int limit) {
    NavigableMap<TableName, Entry> rest =
        after.isPresent() ? byName.tailMap(after.get(), false) : byName;
    return rest.values().stream().limit(limit).map(Entry::definition).toList();
  }

  boolean contains(TableDefinition table) {
    return byName.containsKey(table.name()) || byId.containsKey(table.id());
  }

  /**
   * The table with that id.
   *
   * @throws IllegalStateException if there is none
   */
  Entry entry(TableId id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new IllegalStateException("no table has the id " + id);
    }
    return entry;
  }

  /** The next catalogue: with the table added under the next number, or replaced. */
  Catalogue with(TableDefinition table) {
    Entry present = byId.get(table.id());
    NavigableMap<TableName, Entry> names = new TreeMap<>(byName);
    Map<TableId, Entry> ids = new HashMap<>(byId);
    Entry entry = new Entry(present == null ? nextNumber : present.number(), table);
    names.put(table.name(), entry);
    ids.put(table.id(), entry);
    return new Catalogue(version + 1, nextNumber + (present == null ? 1 : 0), names, ids);
  }

  /** The next catalogue: without the table. */
  Catalogue without(Entry entry) {
    NavigableMap<TableName, Entry> names = new TreeMap<>(byName);
    Map<TableId, Entry> ids = new HashMap<>(byId);
    names.remove(entry.definition().name());
    ids.remove(entry.definition().id());
    return new Catalogue(version + 1, nextNumber, names, ids);
  }
}
