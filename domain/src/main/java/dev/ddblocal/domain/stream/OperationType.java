package dev.ddblocal.domain.stream;

/** The kinds of changes. */
public enum OperationType {
  /** An item that was not there. */
  INSERT,
  /** An item with other attributes than before. */
  MODIFY,
  /** An item that is no more. */
  REMOVE
}
