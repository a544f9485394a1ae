package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where streams, shards and records are in their stores.
 *
 * <pre>
 *   STREAMS          table name, 00, label      so in the order in which they are listed
 *   STREAM_SHARDS    stream id, shard           so in the order of their creation
 *   STREAM_RECORDS   stream id, shard, sequence number   so in the order of the changes
 * </pre>
 *
 * Ids are 16 bytes, shard and sequence numbers eight; all big-endian, so that byte order is their
 * order.
 */
final class StreamKeys {
  private static final byte SEPARATOR = 0x00;
  private static final int SHARD_BYTES = 3 * Long.BYTES;
  private static final int RECORD_BYTES = 4 * Long.BYTES;

  private StreamKeys() {}

  static ItemKey stream(TableName table, String label) {
    return ItemKey.wrap(
        (table.value() + (char) SEPARATOR + label).getBytes(StandardCharsets.UTF_8));
  }

  /** The streams of a table, and of tables that had its name before. */
  static KeyRange streamsOf(TableName table) {
    ItemKey behind =
        ItemKey.wrap((table.value() + (char) (SEPARATOR + 1)).getBytes(StandardCharsets.UTF_8));
    return new KeyRange(stream(table, ""), Optional.of(behind));
  }

  static ItemKey shard(StreamId stream, long shard) {
    return ItemKey.wrap(startOfShard(stream, shard, SHARD_BYTES).array());
  }

  static KeyRange shardsOf(StreamId stream) {
    return new KeyRange(shard(stream, 0), Optional.of(shard(stream, Long.MAX_VALUE)));
  }

  static ItemKey record(StreamId stream, long shard, long sequence) {
    return ItemKey.wrap(startOfShard(stream, shard, RECORD_BYTES).putLong(sequence).array());
  }

  static KeyRange recordsOf(StreamId stream) {
    return new KeyRange(record(stream, 0, 0), Optional.of(record(stream, Long.MAX_VALUE, 0)));
  }

  /** The records of a shard from the given sequence number on. */
  static KeyRange recordsOf(StreamId stream, long shard, long from) {
    return new KeyRange(record(stream, shard, from), Optional.of(record(stream, shard + 1, 0)));
  }

  /** The shard of a record. */
  static long shardOf(ItemKey record) {
    return ByteBuffer.wrap(record.unsafeArray()).getLong(2 * Long.BYTES);
  }

  /** The sequence number of a record. */
  static long sequenceOf(ItemKey record) {
    return ByteBuffer.wrap(record.unsafeArray()).getLong(3 * Long.BYTES);
  }

  private static ByteBuffer startOfShard(StreamId stream, long shard, int bytes) {
    return ByteBuffer.allocate(bytes)
        .putLong(stream.value().getMostSignificantBits())
        .putLong(stream.value().getLeastSignificantBits())
        .putLong(shard);
  }
}
