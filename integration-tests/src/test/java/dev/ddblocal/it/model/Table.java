package dev.ddblocal.it.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as it has to be: its items by their keys. */
final class Table {
  private final Map<Map<String, Value>, Map<String, Value>> items = new LinkedHashMap<>();
  private Shape shape;

  Table(Shape shape) {
    this.shape = shape;
  }

  Shape shape() {
    return shape;
  }

  /** The table has other indexes from now on. */
  void reshape(Shape other) {
    shape = other;
  }

  /** The item, or null. */
  Map<String, Value> get(Map<String, Value> key) {
    return items.get(key);
  }

  /** All items, in no order. */
  List<Map<String, Value>> all() {
    return new ArrayList<>(items.values());
  }

  /** What an index has, in no order. */
  List<Map<String, Value>> entries(Index index) {
    List<Map<String, Value>> entries = new ArrayList<>();
    for (Map<String, Value> item : items.values()) {
      Map<String, Value> entry = index.entry(shape, item);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /**
   * Writes an item.
   *
   * @param key its key
   * @param item the item; null to delete it
   * @param units what the write is charged to
   */
  void write(Map<String, Value> key, Map<String, Value> item, Units units) {
    Map<String, Value> before = items.get(key);
    if (item == null) {
      items.remove(key);
    } else {
      items.put(key, item);
    }
    units.write(size(before), size(item));
    for (Index index : shape.indexes()) {
      charge(index, index.entry(shape, before), index.entry(shape, item), units);
    }
  }

  private void charge(
      Index index, Map<String, Value> before, Map<String, Value> after, Units units) {
    boolean stays = before != null && after != null && sameKey(index, before, after);
    if (stays && !before.equals(after)) {
      units.writeEntry(index, Math.max(size(before), size(after)));
    } else if (!stays) {
      if (before != null) {
        units.writeEntry(index, size(before));
      }
      if (after != null) {
        units.writeEntry(index, size(after));
      }
    }
  }

  private static boolean sameKey(Index index, Map<String, Value> before, Map<String, Value> after) {
    for (String name : index.key()) {
      if (!before.get(name).equals(after.get(name))) {
        return false;
      }
    }
    return true;
  }

  /** The size of an item; 0 for null. */
  static int size(Map<String, Value> item) {
    return item == null ? 0 : Value.size(item);
  }
}
