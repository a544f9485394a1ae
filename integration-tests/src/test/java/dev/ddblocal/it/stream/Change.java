package dev.ddblocal.it.stream;

/**
 * A change of an item.
 *
 * @param id what the item's attribute {@code change} is after it; no two changes have the same. A
 *     deletion's is {@link #ofDeletionAfter}
 * @param item the item's key
 */
record Change(String id, String item) {
  /** The id of the deletion of an item that a change had left. */
  static String ofDeletionAfter(String change) {
    return change + "-deleted";
  }
}
