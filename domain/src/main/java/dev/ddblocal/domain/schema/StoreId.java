package dev.ddblocal.domain.schema;

import java.util.UUID;

/**
 * Names what holds items under keys of its own: a table; one of its indexes, whose items are the
 * entries of the index; or one of the stores that every keyspace has.
 */
public sealed interface StoreId permits TableId, IndexId, KeyspaceStore {
  /** The unique id; no two stores of a keyspace have the same. */
  UUID value();
}
