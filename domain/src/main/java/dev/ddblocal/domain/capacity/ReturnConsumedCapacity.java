package dev.ddblocal.domain.capacity;

/** How much an answer tells about the capacity it took (model shape of that name). */
public enum ReturnConsumedCapacity {
  /** Totals and the share of the table and of each index. */
  INDEXES,
  /** Totals only. */
  TOTAL,
  /** Nothing. */
  NONE;

  /** Whether anything is to be told; null counts as NONE. */
  public static boolean isWanted(ReturnConsumedCapacity wanted) {
    return wanted != null && wanted != NONE;
  }
}
