package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a Query or Scan reads.
 *
 * @param table the table
 * @param index the index; null for the table itself
 */
record Source(Table table, Index index) {
  /** A request that reads it. */
  ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("TableName", table.shape().name());
    if (index != null) {
      request.put("IndexName", index.name());
    }
    return request;
  }

  /** What is there, in no order. */
  List<Map<String, Value>> entries() {
    return index == null ? table.all() : table.entries(index);
  }

  /** The partition key's attributes. */
  List<String> partition() {
    return index == null ? table.shape().key().subList(0, 1) : index.partition();
  }

  /** The sort key's attributes. */
  List<String> sort() {
    return index == null
        ? table.shape().key().subList(1, table.shape().key().size())
        : index.sort();
  }

  /** All attributes of the key. */
  List<String> key() {
    return index == null ? table.shape().key() : index.key();
  }

  /** The names of the attributes of a page's key. */
  TreeSet<String> pageKey() {
    TreeSet<String> names = new TreeSet<>(table.shape().key());
    names.addAll(key());
    return names;
  }

  /** Whether it is a global index. */
  boolean isGlobal() {
    return index != null && index.global();
  }

  /** Whether all items' attributes are there. */
  boolean isComplete() {
    return index == null || index.projection().equals("ALL");
  }

  /** Whether it has the attribute of its items. */
  boolean holds(String attribute) {
    return index == null || index.holds(table.shape(), attribute);
  }

  /** Those of the table's attributes that it has. */
  List<String> attributes() {
    List<String> names = new ArrayList<>(Draws.PLAIN);
    names.addAll(table.shape().keyAttributes());
    names.removeIf(name -> !holds(name));
    return names;
  }

  /** How two entries of one partition are ordered; 0 where they may come in any order. */
  int compare(Map<String, Value> one, Map<String, Value> other) {
    for (String name : sort()) {
      int order = one.get(name).compare(other.get(name));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Whether two entries have one partition key. */
  boolean samePartition(Map<String, Value> one, Map<String, Value> other) {
    return partition().stream().allMatch(name -> one.get(name).equals(other.get(name)));
  }
}
