package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A state of a keyspace. Nobody changes its maps once it is the newest.
 *
 * @param catalogue the tables by name
 * @param contents what is in each store
 * @param sequence the last number that a work was given
 */
record Snapshot(
    NavigableMap<TableName, TableDefinition> catalogue,
    Map<StoreId, Content> contents,
    long sequence) {
  static final Snapshot EMPTY =
      new Snapshot(
          new TreeMap<>(),
          Arrays.stream(KeyspaceStore.values())
              .collect(Collectors.toMap(store -> store, _ -> Content.EMPTY)),
          0);

  /**
   * What is in a table or an index.
   *
   * @param items the items in key order
   * @param statistics how many they are and how large
   */
  record Content(NavigableMap<ItemKey, StoredItem> items, TableStatistics statistics) {
    static final Content EMPTY = new Content(new TreeMap<>(), TableStatistics.EMPTY);
  }
}
