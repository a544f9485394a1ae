package dev.ddblocal.domain.index;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store that has an entry of each of a table's items, or of some: each write keeps those of its
 * own items, but when the store is new it may lack those of items that were there before.
 */
public sealed interface EntryStore {
  /** The stores of a table that lack entries. */
  static List<EntryStore> unfilled(TableDefinition table) {
    List<EntryStore> unfilled = new ArrayList<>();
    for (SecondaryIndex index : table.indexes()) {
      if (!index.backfilled() && index.deletingSince().isEmpty()) {
        unfilled.add(new OfIndex(table.key(), index));
      }
    }
    table
        .timeToLive()
        .filter(timeToLive -> !timeToLive.backfilled() && timeToLive.disabledAt().isEmpty())
        .ifPresent(timeToLive -> unfilled.add(new OfExpiry(timeToLive)));
    return unfilled;
  }

  /** Where the entries are. */
  IndexId store();

  /** The entry of an item, if it has one. */
  Optional<IndexEntry> entry(ItemKey key, Item item, int sizeBytes);

  /** The table with this store, by now, having all its entries. */
  TableDefinition filled(TableDefinition table);

  /**
   * The entries of an index.
   *
   * @param tableKey the primary key of the index's table
   * @param index the index
   */
  record OfIndex(KeySchema tableKey, SecondaryIndex index) implements EntryStore {
    @Override
    public IndexId store() {
      return index.id();
    }

    @Override
    public Optional<IndexEntry> entry(ItemKey key, Item item, int sizeBytes) {
      return IndexEntry.of(tableKey, index, item, sizeBytes);
    }

    @Override
    public TableDefinition filled(TableDefinition table) {
      return table.withIndex(index.withAllEntries());
    }
  }

  /**
   * The entries of items by the time at which they expire.
   *
   * @param timeToLive the setting by which they do
   */
  record OfExpiry(TimeToLive timeToLive) implements EntryStore {
    @Override
    public IndexId store() {
      return timeToLive.entries();
    }

    @Override
    public Optional<IndexEntry> entry(ItemKey key, Item item, int sizeBytes) {
      return ExpiryEntry.keyOf(timeToLive, key, item).map(ExpiryEntry::at);
    }

    @Override
    public TableDefinition filled(TableDefinition table) {
      return table.change().timeToLive(Optional.of(timeToLive.withAllEntries())).build();
    }
  }
}
