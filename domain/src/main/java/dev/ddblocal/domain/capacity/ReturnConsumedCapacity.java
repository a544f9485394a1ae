package dev.ddblocal.domain.capacity;

/** How much an answer tells about the capacity it took (model shape of that name). */
public enum ReturnConsumedCapacity {
  /** Totals and the share of the table and of each index. */
  INDEXES,
  /** Totals only. */
  TOTAL,
  /** Nothing. */
  NONE
}
