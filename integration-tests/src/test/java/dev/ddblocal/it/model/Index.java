package dev.ddblocal.it.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A secondary index.
 *
 * @param name its name
 * @param global whether it is a global one
 * @param partition the names of the partition key's attributes
 * @param sort the names of the sort key's attributes
 * @param projection KEYS_ONLY, INCLUDE or ALL
 * @param included what INCLUDE includes
 */
record Index(
    String name,
    boolean global,
    List<String> partition,
    List<String> sort,
    String projection,
    List<String> included) {

  /** All attributes of the key. */
  List<String> key() {
    List<String> key = new ArrayList<>(partition);
    key.addAll(sort);
    return key;
  }

  /** Whether the index has the attribute of its items. */
  boolean holds(Shape table, String attribute) {
    return projection.equals("ALL")
        || included.contains(attribute)
        || table.key().contains(attribute)
        || key().contains(attribute);
  }

  private boolean hasKey(Shape table, Map<String, Value> item) {
    for (String name : key()) {
      Value value = item.get(name);
      if (value == null || !value.type().equals(table.types().get(name))) {
        return false;
      }
    }
    return true;
  }

  /** What the index has of an item; null if it does not have the item. */
  Map<String, Value> entry(Shape table, Map<String, Value> item) {
    if (item == null || !hasKey(table, item)) {
      return null;
    }
    Map<String, Value> entry = new TreeMap<>();
    item.forEach((attribute, value) -> {
      if (holds(table, attribute)) {
        entry.put(attribute, value);
      }
    });
    return entry;
  }
}
