package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import dev.ddblocal.storage.sqlite.TableStatements.Kind;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;

/**
 * The transaction of a group of works, seen by one after the other. Changes of the catalogue and of
 * statistics are gathered here and written once, by {@link #flush}.
 */
final class SqliteWriteTransaction extends SqliteReadTransaction implements WriteTransaction {
  static final String COUNT_CHANGES =
      "UPDATE stores SET item_count = item_count + ?, size_bytes = size_bytes + ?"
          + " WHERE number = ?";

  private static final TableStatistics NO_CHANGE = new TableStatistics(0, 0);

  /** Above this, SQLite's copy of a bound item is let go at once. */
  private static final int LARGE_ITEM_BYTES = 32 * 1024;

  /** A work that looks up more is not one that changes them all. */
  private static final int MOST_LOCATED = 512;

  private final long versionBefore;
  private final Sequence sequence;
  private final long sequenceBefore;
  private Map<Integer, TableStatistics> changes = new HashMap<>();
  private boolean changed;

  /** Where the items are that the work has looked up. */
  private final Map<Location, Place> located = new HashMap<>();

  /** A key in the store of that number. */
  private record Location(int number, ItemKey key) {}

  /**
   * Where an item is.
   *
   * @param row its row, or 0 if there is none with that key
   */
  private record Place(long row, int sizeBytes) {}

  SqliteWriteTransaction(Session session, Catalogue catalogue, Sequence sequence) {
    super(session, catalogue, session.payloads().reader(), () -> true);
    versionBefore = catalogue.version();
    this.sequence = sequence;
    sequenceBefore = sequence.last();
  }

  /** What a work can be taken back to. */
  record Mark(Catalogue catalogue, Map<Integer, TableStatistics> changes) {}

  /** Begins the next work. */
  void beginWork() {
    changed = false;
    located.clear();
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
    located.clear();
  }

  /** Writes what was gathered; the transaction can then be committed. */
  void flush() throws SQLException {
    PreparedStatement statistics = session().prepared(COUNT_CHANGES);
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
    if (sequence.last() != sequenceBefore) {
      PreparedStatement record = session().prepared(Sequence.RECORD);
      record.setLong(1, sequence.last());
      record.executeUpdate();
    }
  }

  @Override
  public long nextSequenceNumber() {
    return sequence.next();
  }

  @Override
  public TableStatistics statistics(StoreId store) {
    TableStatistics change = changes.getOrDefault(catalogue().number(store), NO_CHANGE);
    return super.statistics(store).plus(change.itemCount(), change.sizeBytes());
  }

  @Override
  public void createTable(TableDefinition table) {
    if (catalogue().table(table.name()).isPresent() || catalogue().contains(table.id())) {
      throw new IllegalStateException("the table " + table.name() + " exists");
    }
    Catalogue next = catalogue().with(table);
    changed = true;
    try {
      session().payloads().prepare(session(), table);
      makeStores(next, table.stores());
      PreparedStatement insert = session().prepared("INSERT INTO tables VALUES (?, ?, ?, ?)");
      insert.setInt(1, next.number(table.id()));
      insert.setString(2, table.id().toString());
      insert.setString(3, table.name().value());
      insert.setString(4, StoredTable.format(table));
      insert.executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
    useCatalogue(next);
  }

  @Override
  public void alterTable(TableDefinition table) {
    TableDefinition current = catalogue().table(table.id());
    if (!current.name().equals(table.name()) || !current.key().equals(table.key())) {
      throw new IllegalStateException("a table's name and key stay");
    }
    Catalogue next = catalogue().with(table);
    SequencedSet<StoreId> before = current.stores();
    SequencedSet<StoreId> after = table.stores();
    changed = true;
    try {
      dropStores(before.stream().filter(store -> !after.contains(store)).toList());
      session().payloads().prepare(session(), table);
      makeStores(next, after.stream().filter(store -> !before.contains(store)).toList());
      PreparedStatement update =
          session().prepared("UPDATE tables SET definition = ? WHERE number = ?");
      update.setString(1, StoredTable.format(table));
      update.setInt(2, next.number(table.id()));
      update.executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
    useCatalogue(next);
  }

  @Override
  public void dropTable(TableId table) {
    TableDefinition dropped = catalogue().table(table);
    changed = true;
    try {
      PreparedStatement delete = session().prepared("DELETE FROM tables WHERE number = ?");
      delete.setInt(1, catalogue().number(table));
      delete.executeUpdate();
      dropStores(dropped.stores());
      session().payloads().drop(session(), dropped);
    } catch (SQLException cause) {
      throw failed(cause);
    }
    useCatalogue(catalogue().without(dropped));
  }

  /** Makes empty stores under the numbers that the next catalogue has for them. */
  private void makeStores(Catalogue next, Collection<StoreId> stores) throws SQLException {
    PreparedStatement insert = session().prepared("INSERT INTO stores VALUES (?, ?, 0, 0)");
    for (StoreId store : stores) {
      int number = next.number(store);
      session().executeOnce(TableStatements.creation(number));
      insert.setInt(1, number);
      insert.setString(2, store.toString());
      insert.executeUpdate();
    }
  }

  /** Takes stores out of the catalogue; their rows are removed later, see {@link Reclamation}. */
  private void dropStores(Collection<StoreId> stores) throws SQLException {
    PreparedStatement delete = session().prepared("DELETE FROM stores WHERE number = ?");
    PreparedStatement insert = session().prepared("INSERT INTO dropped_tables VALUES (?)");
    for (StoreId store : stores) {
      int number = catalogue().number(store);
      delete.setInt(1, number);
      delete.executeUpdate();
      insert.setInt(1, number);
      insert.executeUpdate();
      changes.remove(number);
    }
  }

  @Override
  public void put(StoreId store, ItemKey key, Item item, int sizeBytes) {
    int number = catalogue().number(store);
    byte[] payload = session().payloads().payload(store, key.unsafeArray(), ItemCodec.encode(item));
    changed = true;
    session().changed(number, key);
    // What is put into a keyspace's stores is mostly new: to insert it is to look it up as well.
    Place place =
        store instanceof KeyspaceStore
            ? located.get(new Location(number, key))
            : place(store, number, key);
    try {
      boolean inserted =
          (place == null || place.row() == 0) && insert(number, key, payload, sizeBytes);
      if (!inserted) {
        update(number, key, place(store, number, key), payload, sizeBytes);
      }
    } catch (SQLException cause) {
      throw failed(cause);
    }
  }

  /** Inserts an item unless there is one with its key; answers whether it did. */
  private boolean insert(int number, ItemKey key, byte[] payload, int sizeBytes)
      throws SQLException {
    PreparedStatement statement = session().table(number).get(Kind.INSERT);
    statement.setBytes(1, key.unsafeArray());
    statement.setInt(2, sizeBytes);
    statement.setBytes(3, payload);
    boolean inserted = statement.executeUpdate() > 0;
    letGo(statement, payload);
    if (inserted) {
      count(number, 1, sizeBytes);
      located.remove(new Location(number, key));
    }
    return inserted;
  }

  private void update(int number, ItemKey key, Place place, byte[] payload, int sizeBytes)
      throws SQLException {
    PreparedStatement statement = session().table(number).get(Kind.UPDATE);
    statement.setInt(1, sizeBytes);
    statement.setBytes(2, payload);
    statement.setLong(3, place.row());
    statement.executeUpdate();
    letGo(statement, payload);
    count(number, 0, sizeBytes - place.sizeBytes());
    located(number, key, place.row(), sizeBytes);
  }

  private static void letGo(PreparedStatement statement, byte[] payload) throws SQLException {
    if (payload.length > LARGE_ITEM_BYTES) {
      statement.clearParameters();
    }
  }

  @Override
  public boolean delete(StoreId store, ItemKey key) {
    int number = catalogue().number(store);
    Place place = place(store, number, key);
    if (place.row() == 0) {
      return false;
    }
    changed = true;
    session().changed(number, key);
    try {
      PreparedStatement statement = session().table(number).get(Kind.DELETE);
      statement.setLong(1, place.row());
      statement.executeUpdate();
    } catch (SQLException cause) {
      throw failed(cause);
    }
    count(number, -1, -place.sizeBytes());
    located(number, key, 0, 0);
    return true;
  }

  /**
   * Looks the key up unless the work has done so before: it mostly reads items, changes the entries
   * of indexes and then the items.
   */
  private Place place(StoreId store, int number, ItemKey key) {
    Location location = new Location(number, key);
    Place known = located.get(location);
    if (known == null) {
      var _ = sizeOf(store, key);
      known = located.get(location);
    }
    return known;
  }

  @Override
  void located(int number, ItemKey key, long rowId, int sizeBytes) {
    if (located.size() == MOST_LOCATED) {
      located.clear();
    }
    located.put(new Location(number, key), new Place(rowId, sizeBytes));
  }

  private void count(int number, long items, long bytes) {
    changes.merge(
        number,
        new TableStatistics(items, bytes),
        (sum, change) -> sum.plus(change.itemCount(), change.sizeBytes()));
  }
}
