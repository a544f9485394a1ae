package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What a Query or Scan reads: a table, or one of its secondary indexes.
 *
 * @param table the table
 * @param index the index; empty where the table itself is read
 */
public record AccessPath(TableDefinition table, Optional<SecondaryIndex> index) {
  /**
   * Finds what a request means.
   *
   * @param indexName the index's name, or null
   * @param consistentRead whether a strongly consistent read is wanted, or null
   * @throws DynamoDbException if there is no such table or index, or it cannot be read so
   */
  static AccessPath find(
      TableLookup lookup,
      ReadTransaction transaction,
      TableName tableName,
      String indexName,
      Boolean consistentRead) {
    TableDefinition table = lookup.usable(transaction, tableName);
    if (indexName == null) {
      return new AccessPath(table, Optional.empty());
    }
    SecondaryIndex index =
        lookup
            .usableIndex(table, indexName)
            .orElseThrow(() ->
                DynamoDbException.validation(
                    "The table does not have the specified index: " + indexName));
    if (index.kind() == IndexKind.GLOBAL && Boolean.TRUE.equals(consistentRead)) {
      throw DynamoDbException.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    return new AccessPath(table, Optional.of(index));
  }

  /** Where the items, or the entries, are. */
  public StoreId store() {
    return index.isPresent() ? index.get().id() : table.id();
  }

  /** The key that conditions are on. */
  public KeySchema key() {
    return index.isPresent() ? index.get().key() : table.key();
  }

  /** The key under which items or entries are stored. */
  public KeySchema storedKey() {
    return index.isPresent() ? index.get().entryKey(table.key()) : table.key();
  }

  /** The names of the attributes of a page's key: of the table's key and of the index's. */
  SequencedSet<String> pageKeyAttributes() {
    SequencedSet<String> names = new LinkedHashSet<>();
    table.key().attributes().forEach(attribute -> names.add(attribute.name()));
    key().attributes().forEach(attribute -> names.add(attribute.name()));
    return names;
  }

  /** The key that tells a caller where a page ends. */
  Item pageKey(Item item) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    pageKeyAttributes().forEach(name -> key.put(name, item.get(name)));
    return new Item(key);
  }

  /** The key in the table of an item of which the index has an entry. */
  ItemKey tableKey(Item entry) {
    return KeyEncoding.keyOf(table.key(), entry.attributes());
  }

  /** Whether a page of a Query can have a successor: a partition may hold more than one item. */
  public boolean hasManyItemsPerPartition() {
    return index.isPresent() || !table.key().sort().isEmpty();
  }
}
