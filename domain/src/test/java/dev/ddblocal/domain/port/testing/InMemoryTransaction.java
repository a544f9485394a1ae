package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
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
  private final Map<TableId, Snapshot.Content> contents;
  private final Set<TableId> copied = new HashSet<>();

  InMemoryTransaction(Snapshot base) {
    catalogue = new TreeMap<>(base.catalogue());
    contents = new HashMap<>(base.contents());
  }

  Snapshot result() {
    return new Snapshot(catalogue, contents);
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
  public TableStatistics statistics(TableId table) {
    return content(table).statistics();
  }

  @Override
  public Optional<StoredItem> get(TableId table, ItemKey key) {
    return Optional.ofNullable(content(table).items().get(key));
  }

  @Override
  public OptionalInt sizeOf(TableId table, ItemKey key) {
    StoredItem stored = content(table).items().get(key);
    return stored == null ? OptionalInt.empty() : OptionalInt.of(stored.sizeBytes());
  }

  @Override
  public void range(TableId table, KeyRange range, Direction direction, ItemVisitor visitor) {
    NavigableMap<ItemKey, StoredItem> items = content(table).items().tailMap(range.from(), true);
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
  public void createTable(TableDefinition table) {
    if (catalogue.containsKey(table.name()) || contents.containsKey(table.id())) {
      throw new IllegalStateException("the table exists");
    }
    catalogue.put(table.name(), table);
    contents.put(table.id(), Snapshot.Content.EMPTY);
  }

  @Override
  public void alterTable(TableDefinition table) {
    TableDefinition current = definition(table.id());
    if (!current.name().equals(table.name()) || !current.key().equals(table.key())) {
      throw new IllegalStateException("a table's name and key stay");
    }
    catalogue.put(table.name(), table);
  }

  @Override
  public void dropTable(TableId table) {
    catalogue.remove(definition(table).name());
    contents.remove(table);
    copied.remove(table);
  }

  @Override
  public void put(TableId table, ItemKey key, Item item, int sizeBytes) {
    Snapshot.Content content = writable(table);
    StoredItem replaced = content.items().put(key, new StoredItem(item, sizeBytes));
    change(
        table,
        content,
        replaced == null ? 1 : 0,
        sizeBytes - (replaced == null ? 0 : replaced.sizeBytes()));
  }

  @Override
  public boolean delete(TableId table, ItemKey key) {
    Snapshot.Content content = writable(table);
    StoredItem deleted = content.items().remove(key);
    if (deleted == null) {
      return false;
    }
    change(table, content, -1, -deleted.sizeBytes());
    return true;
  }

  private void change(TableId table, Snapshot.Content content, long items, long bytes) {
    contents.put(
        table, new Snapshot.Content(content.items(), content.statistics().plus(items, bytes)));
  }

  private Snapshot.Content writable(TableId table) {
    Snapshot.Content content = content(table);
    if (copied.add(table)) {
      content = new Snapshot.Content(new TreeMap<>(content.items()), content.statistics());
      contents.put(table, content);
    }
    return content;
  }

  private Snapshot.Content content(TableId table) {
    Snapshot.Content content = contents.get(table);
    if (content == null) {
      throw new IllegalStateException("no table has the id " + table);
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
