package dev.ddblocal.storage.sqlite;

import dev.ddblocal.domain.key.ItemKey;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows that were put or deleted since a moment, or were to be by a work that failed. Filled by
 * the writer, and read when there is none any more.
 */
final class ChangedRows {
  /** Above so many rows it is not worth to copy them one by one. */
  private static final int MOST = 500_000;

  private final Map<Integer, Set<ItemKey>> keys = new TreeMap<>();
  private int count;

  /** Notes a row in the table with that number. */
  void add(int number, ItemKey key) {
    if (count < MOST && keys.computeIfAbsent(number, _ -> new TreeSet<>()).add(key)) {
      count++;
    }
  }

  /** Whether there may be more than are noted. */
  boolean isFull() {
    return count == MOST;
  }

  /** The keys of the rows by the numbers of their tables. */
  Map<Integer, Set<ItemKey>> keys() {
    return keys;
  }
}
