package dev.ddblocal.domain.schema;

/** The two kinds of secondary indexes. */
public enum IndexKind {
  /** Has the table's partition key; made with the table and never changed. */
  LOCAL,
  /** Has a key of its own; comes and goes at any time. */
  GLOBAL
}
