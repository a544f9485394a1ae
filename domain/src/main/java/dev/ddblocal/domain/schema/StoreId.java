package dev.ddblocal.domain.schema;

import java.util.UUID;

/**
 * Names what holds items under keys of its own: a table, or one of its secondary indexes, whose
 * items are the entries of the index.
 */
public sealed interface StoreId permits TableId, IndexId {
  /** The unique id; no table and no index has the id of another one. */
  UUID value();
}
