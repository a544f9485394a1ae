package dev.ddblocal.domain.item;

/** Whether a write answers item collection metrics (model shape of that name). */
public enum ReturnItemCollectionMetrics {
  /** The size estimate, for tables with a local secondary index. */
  SIZE,
  /** Nothing. */
  NONE
}
