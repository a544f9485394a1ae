package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import dev.ddblocal.storage.sqlite.TableStatements.Kind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The transaction of a group of works, seen by one after the other. Changes of the catalogue and of
 * statistics are gathered here and written once, by {@link #flush}.
 */
final class SqliteWriteTransaction extends SqliteReadTransaction implements WriteTransaction {
  private static final TableStatistics NO_CHANGE = new TableStatistics(0, 0);

  /** Above this, SQLite's copy of a bound item is let go at once. */
  private static final int LARGE_ITEM_BYTES = 32 * 1024;

  private final long versionBefore;
  private Map<Integer, TableStatistics> changes = new HashMap<>();
  private boolean changed;

  // Where the item is that was looked up last; row 0 means that there is none.
  private int locatedTable;
  private ItemKey locatedKey;
  private long locatedRow;
  private int locatedSize;

  SqliteWriteTransaction(Session session, Catalogue catalogue) {
    super(session, catalogue, () -> {});
    versionBefore = catalogue.version();
  }

  /** What a work can be taken back to. */
  record Mark(Catalogue catalogue, Map<Integer, TableStatistics> changes) {}

  /** Begins the next work. */
  void beginWork() {
    changed = false;
    locatedKey = null;
  }

  /** Where the transaction stands, for {@link #takeBack}. */
  Mark mark() {
    return new Mark(catalogue(), Map.copyOf(changes));
  }

  /** Whether the work has changed anything. */
  boolean changed() {
    return changed;
  }

  /** Forgets what was gathered since the mark; the caller does the same to the database. */
  void takeBack(Mark mark) {
    useCatalogue(mark.catalogue());
    changes = new HashMap<>(mark.changes());
    locatedKey = null;
  }

  /** Writes what was gathered; the transaction can then be committed. */
  void flush() throws SQLException {
    PreparedStatement statistics =
        session()
            .prepared(
                "UPDATE tables SET item_count = item_count + ?, size_bytes = size_bytes + ?"
                    + " WHERE number = ?");
    for (Map.Entry<Integer, TableStatistics> change : changes.entrySet()) {
      statistics.setLong(1, change.getValue().itemCount());
      statistics.setLong(2, change.getValue().sizeBytes());
      statistics.setInt(3, change.getKey());
      statistics.executeUpdate();
    }
    if (catalogue().version() != versionBefore) {
      PreparedStatement version =
          session().prepared("UPDATE keyspace SET catalogue_version = ?, next_table_number = ?");
      version.setLong(1, catalogue().version());
      version.setInt(2, catalogue().nextNumber());
      version.executeUpdate();
    }
  }

  @Override
  public TableStatistics statistics(TableId table) {
    TableStatistics change = changes.getOrDefault(catalogue().entry(table).number(), NO_CHANGE);
    return super.statistics(table).plus(change.itemCount(), change.sizeBytes());
  }

  @Override
  public void createTable(TableDefinition table) {
    if (catalogue().contains(table)) {
      throw new IllegalStateException("the table " + table.name() + " exists");
    }
    changed = true;
    int number = catalogue().nextNumber();
    try {
      session().executeOnce(TableStatements.creation(number));
      PreparedStatement insert = session().prepared("INSERT INTO tables VALUES (?, ?, ?, ?, 0, 0)");
      insert.setInt(1, number);
      insert.setString(2, table.id().toString());
      insert.setString(3, table.name().value());
      insert.setString(4, StoredTable.format(table));
      insert.executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
    useCatalogue(catalogue().with(table));
  }

  @Override
  public void alterTable(TableDefinition table) {
    Catalogue.Entry entry = catalogue().entry(table.id());
    if (!entry.definition().name().equals(table.name())
        || !entry.definition().key().equals(table.key())) {
      throw new IllegalStateException("a table's name and key stay");
    }
    changed = true;
    try {
      PreparedStatement update =
          session().prepared("UPDATE tables SET definition = ? WHERE number = ?");
      update.setString(1, StoredTable.format(table));
      update.setInt(2, entry.number());
      update.executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
    useCatalogue(catalogue().with(table));
  }

  /** Takes the table out of the catalogue; its rows are removed later, see {@link Reclamation}. */
  @Override
  public void dropTable(TableId table) {
    Catalogue.Entry entry = catalogue().entry(table);
    changed = true;
    try {
      for (String sql :
          new String[] {
            "DELETE FROM tables WHERE number = ?", "INSERT INTO dropped_tables VALUES (?)"
          }) {
        PreparedStatement statement = session().prepared(sql);
        statement.setInt(1, entry.number());
        statement.executeUpdate();
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
    changes.remove(entry.number());
    useCatalogue(catalogue().without(entry));
  }

  @Override
  public void put(TableId table, ItemKey key, Item item, int sizeBytes) {
    int number = catalogue().entry(table).number();
    locate(table, number, key);
    byte[] encoded = ItemCodec.encode(item);
    changed = true;
    try {
      TableStatements statements = session().table(number);
      PreparedStatement statement;
      if (locatedRow == 0) {
        statement = statements.get(Kind.INSERT);
        statement.setBytes(1, key.unsafeArray());
        statement.setInt(2, sizeBytes);
        statement.setBytes(3, encoded);
        statement.executeUpdate();
        count(number, 1, sizeBytes);
        locatedKey = null;
      } else {
        statement = statements.get(Kind.UPDATE);
        statement.setInt(1, sizeBytes);
        statement.setBytes(2, encoded);
        statement.setLong(3, locatedRow);
        statement.executeUpdate();
        count(number, 0, sizeBytes - locatedSize);
        locatedSize = sizeBytes;
      }
      if (encoded.length > LARGE_ITEM_BYTES) {
        statement.clearParameters();
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  @Override
  public boolean delete(TableId table, ItemKey key) {
    int number = catalogue().entry(table).number();
    locate(table, number, key);
    if (locatedRow == 0) {
      return false;
    }
    changed = true;
    try {
      PreparedStatement statement = session().table(number).get(Kind.DELETE);
      statement.setLong(1, locatedRow);
      statement.executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
    count(number, -1, -locatedSize);
    located(number, key, 0, 0);
    return true;
  }

  /** Looks the key up unless it is the one that was looked up last. */
  private void locate(TableId table, int number, ItemKey key) {
    if (locatedKey == null || locatedTable != number || !locatedKey.equals(key)) {
      var _ = sizeOf(table, key);
    }
  }

  @Override
  void located(int tableNumber, ItemKey key, long rowId, int sizeBytes) {
    locatedTable = tableNumber;
    locatedKey = key;
    locatedRow = rowId;
    locatedSize = sizeBytes;
  }

  private void count(int number, long items, long bytes) {
    changes.merge(
        number,
        new TableStatistics(items, bytes),
        (sum, change) -> sum.plus(change.itemCount(), change.sizeBytes()));
  }
}
