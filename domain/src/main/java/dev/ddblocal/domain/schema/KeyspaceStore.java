package dev.ddblocal.domain.schema;

import java.util.UUID;

/**
 * The stores that every keyspace has from its beginning to its end, besides those of its tables.
 * What they hold is no item of a caller's; it is kept in the form of items under keys of the owning
 * package's making, so that whatever protects items protects it too.
 */
public enum KeyspaceStore implements StoreId {
  /** Each stream: what is known of it, for as long as its records can be read. */
  STREAMS(1),
  /** The shards of the streams. */
  STREAM_SHARDS(2),
  /** The change records of the streams. */
  STREAM_RECORDS(3),
  /** The outcomes of transactions that can be asked for again by their client request token. */
  TRANSACTION_TOKENS(4);

  private final UUID value;

  KeyspaceStore(int number) {
    value = new UUID(0, number);
  }

  @Override
  public UUID value() {
    return value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
