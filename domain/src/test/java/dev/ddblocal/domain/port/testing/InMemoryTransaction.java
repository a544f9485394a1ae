package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.value.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A transaction that reads a snapshot and builds the next one beside it. */
final class InMemoryTransaction implements WriteTransaction {
  private final NavigableMap<TableName, TableDefinition> catalogue;
  private final Map<StoreId, Snapshot.Content> contents;
  private final Set<StoreId> copied = new HashSet<>();
  private long sequence;

  InMemoryTransaction(Snapshot base) {
    catalogue = new TreeMap<>(base.catalogue());
    contents = new HashMap<>(base.contents());
    sequence = base.sequence();
  }

  Snapshot result() {
    return new Snapshot(catalogue, contents, sequence);
  }

  @Override
  public Optional<TableDefinition> table(TableName name) {
    return Optional.ofNullable(catalogue.get(name));
  }

  @Override
  public List<TableDefinition> tables(Optional<TableName> after, int limit) {
    NavigableMap<TableName, TableDefinition> rest =
        after.isPresent() ? catalogue.tailMap(after.get(), false) : catalogue;
    return rest.values().stream().limit(limit).toList();
  }

  @Override
  public TableStatistics statistics(StoreId store) {
    return content(store).statistics();
  }

  @Override
  public Optional<StoredItem> get(StoreId store, ItemKey key) {
    return Optional.ofNullable(content(store).items().get(key));
  }

  @Override
  public OptionalInt sizeOf(StoreId store, ItemKey key) {
    StoredItem stored = content(store).items().get(key);
    return stored == null ? OptionalInt.empty() : OptionalInt.of(stored.sizeBytes());
  }

  @Override
  public void range(StoreId store, KeyRange range, Direction direction, ItemVisitor visitor) {
    NavigableMap<ItemKey, StoredItem> items = content(store).items().tailMap(range.from(), true);
    if (range.to().isPresent()) {
      // A range whose end lies before its beginning is empty; a sub map of it would throw.
      if (range.to().get().compareTo(range.from()) <= 0) {
        return;
      }
      items = items.headMap(range.to().get(), false);
    }
    if (direction == Direction.BACKWARD) {
      items = items.descendingMap();
    }
    for (Map.Entry<ItemKey, StoredItem> entry : items.entrySet()) {
      if (!visitor.visit(entry.getKey(), entry.getValue())) {
        return;
      }
    }
  }

  @Override
  public long nextSequenceNumber() {
    return ++sequence;
  }

  @Override
  public void createTable(TableDefinition table) {
    if (catalogue.containsKey(table.name()) || contents.containsKey(table.id())) {
      throw new IllegalStateException("the table exists");
    }
    makeStores(table.stores());
    catalogue.put(table.name(), table);
  }

  @Override
  public void alterTable(TableDefinition table) {
    TableDefinition current = definition(table.id());
    if (!current.name().equals(table.name()) || !current.key().equals(table.key())) {
      throw new IllegalStateException("a table's name and key stay");
    }
    Set<StoreId> added = new HashSet<>(table.stores());
    Set<StoreId> gone = new HashSet<>(current.stores());
    added.removeAll(current.stores());
    gone.removeAll(table.stores());
    makeStores(added);
    gone.forEach(this::forget);
    catalogue.put(table.name(), table);
  }

  private void makeStores(Set<StoreId> added) {
    for (StoreId id : added) {
      if (contents.containsKey(id)) {
        throw new IllegalStateException("the id " + id + " is that of another table or index");
      }
    }
    added.forEach(id -> contents.put(id, Snapshot.Content.EMPTY));
  }

  private void forget(StoreId store) {
    contents.remove(store);
    copied.remove(store);
  }

  @Override
  public void dropTable(TableId table) {
    TableDefinition dropped = definition(table);
    catalogue.remove(dropped.name());
    dropped.stores().forEach(this::forget);
  }

  @Override
  public void put(StoreId store, ItemKey key, Item item, int sizeBytes) {
    Snapshot.Content content = writable(store);
    StoredItem replaced = content.items().put(key, new StoredItem(item, sizeBytes));
    change(
        store,
        content,
        replaced == null ? 1 : 0,
        sizeBytes - (replaced == null ? 0 : replaced.sizeBytes()));
  }

  @Override
  public boolean delete(StoreId store, ItemKey key) {
    Snapshot.Content content = writable(store);
    StoredItem deleted = content.items().remove(key);
    if (deleted == null) {
      return false;
    }
    change(store, content, -1, -deleted.sizeBytes());
    return true;
  }

  private void change(StoreId store, Snapshot.Content content, long items, long bytes) {
    contents.put(
        store, new Snapshot.Content(content.items(), content.statistics().plus(items, bytes)));
  }

  private Snapshot.Content writable(StoreId store) {
    Snapshot.Content content = content(store);
    if (copied.add(store)) {
      content = new Snapshot.Content(new TreeMap<>(content.items()), content.statistics());
      contents.put(store, content);
    }
    return content;
  }

  private Snapshot.Content content(StoreId store) {
    Snapshot.Content content = contents.get(store);
    if (content == null) {
      throw new IllegalStateException("no table or index has the id " + store);
    }
    return content;
  }

  private TableDefinition definition(TableId table) {
    return catalogue.values().stream()
        .filter(definition -> definition.id().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no table has the id " + table));
  }
}
