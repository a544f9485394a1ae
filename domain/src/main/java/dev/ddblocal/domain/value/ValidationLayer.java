package dev.ddblocal.domain.value;

/**
 * Which generation of the service's validation framework words an operation's request checks. AWS
 * answers the same mistake in different words depending on the operation.
 */
public enum ValidationLayer {
  /** The current wording: PutItem, UpdateItem, DeleteItem, GetItem, BatchGetItem, Query. */
  CURRENT,
  /** The older wording: BatchWriteItem, Scan, transactions. */
  OLDER
}
