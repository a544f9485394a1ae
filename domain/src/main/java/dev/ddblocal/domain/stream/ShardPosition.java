package dev.ddblocal.domain.stream;

/**
 * Where to go on reading a shard.
 *
 * @param shard the shard's number
 * @param next the least sequence number to read
 * @param fromHorizon whether nothing was read yet and the oldest record will do: then a record that
 *     was trimmed meanwhile is not missed
 */
record ShardPosition(long shard, long next, boolean fromHorizon) {
  /** The position behind a record that was read. */
  ShardPosition behind(long sequence) {
    return new ShardPosition(shard, sequence + 1, false);
  }

  /** The position behind a record that is beyond the trim horizon. */
  ShardPosition skipping(long sequence) {
    return new ShardPosition(shard, sequence + 1, fromHorizon);
  }
}
