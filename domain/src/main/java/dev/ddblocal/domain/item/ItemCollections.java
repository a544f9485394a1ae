package dev.ddblocal.domain.item;

import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * How large item collections are: the items of a table with the same partition key, and their
 * entries in the table's local indexes. They are measured after the write that asks for it, so that
 * a large collection does not keep other writes waiting.
 */
public final class ItemCollections {
  private static final long GIGABYTE = 1L << 30;

  private ItemCollections() {}

  /**
   * The answer of a write, with the metrics of the written item's collection if these are wanted.
   *
   * @param written the write
   * @param wanted what the caller asked for; null counts as NONE
   * @param place the keyspace and table of the item
   * @param item the item or its key
   * @param with adds the metrics to an answer
   */
  static <R> CompletionStage<R> report(
      CompletionStage<R> written,
      ReturnItemCollectionMetrics wanted,
      Place place,
      Map<String, AttributeValue> item,
      BiFunction<R, ItemCollectionMetrics, R> with) {
    if (wanted != ReturnItemCollectionMetrics.SIZE) {
      return written;
    }
    return written.thenCompose(answer ->
        place
            .keyspace()
            .read(transaction -> {
              List<ItemCollectionMetrics> metrics =
                  measure(transaction, place.table(), List.of(item));
              return metrics.isEmpty() ? answer : with.apply(answer, metrics.getFirst());
            }));
  }

  /**
   * Measures the collections of items, each once.
   *
   * @param items the items or their keys
   * @return the metrics; none for a table that has no local index, or is gone
   */
  public static List<ItemCollectionMetrics> measure(
      ReadTransaction transaction, TableName name, List<Map<String, AttributeValue>> items) {
    TableDefinition table = transaction.table(name).orElse(null);
    if (table == null || localIndexes(table).isEmpty()) {
      return List.of();
    }
    Map<Item, ItemCollectionMetrics> metrics = new LinkedHashMap<>();
    for (Map<String, AttributeValue> item : items) {
      metrics.computeIfAbsent(
          partitionKey(table.key(), item), key -> metrics(transaction, table, key));
    }
    return List.copyOf(metrics.values());
  }

  private static ItemCollectionMetrics metrics(
      ReadTransaction transaction, TableDefinition table, Item partitionKey) {
    double lower = gigabytes(transaction, table, partitionKey.attributes());
    return new ItemCollectionMetrics(partitionKey, List.of(lower, lower + 1));
  }

  private static List<SecondaryIndex> localIndexes(TableDefinition table) {
    return table.indexes().stream().filter(index -> index.kind() == IndexKind.LOCAL).toList();
  }

  /** The whole gigabytes of a collection. */
  private static long gigabytes(
      ReadTransaction transaction, TableDefinition table, Map<String, AttributeValue> key) {
    List<SecondaryIndex> indexes = localIndexes(table);
    long tableBytes = transaction.statistics(table.id()).sizeBytes();
    for (SecondaryIndex index : indexes) {
      tableBytes += transaction.statistics(index.id()).sizeBytes();
    }
    if (tableBytes < GIGABYTE) {
      return 0;
    }
    long bytes = partitionBytes(transaction, table.id(), table.key(), key);
    for (SecondaryIndex index : indexes) {
      bytes += partitionBytes(transaction, index.id(), index.key(), key);
    }
    return bytes / GIGABYTE;
  }

  private static long partitionBytes(
      ReadTransaction transaction,
      StoreId store,
      KeySchema schema,
      Map<String, AttributeValue> key) {
    long[] bytes = new long[1];
    transaction.range(
        store,
        KeyEncoding.partition(schema, key),
        ReadTransaction.Direction.FORWARD,
        (itemKey, found) -> {
          bytes[0] += found.sizeBytes();
          return true;
        });
    return bytes[0];
  }

  private static Item partitionKey(KeySchema key, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> partition = new LinkedHashMap<>();
    for (KeyAttribute attribute : key.partition()) {
      partition.put(attribute.name(), item.get(attribute.name()));
    }
    return new Item(partition);
  }

  /**
   * Where an item is.
   *
   * @param keyspace the keyspace
   * @param table the table
   */
  record Place(Keyspace keyspace, TableName table) {}
}
