package dev.ddblocal.domain.stream;

/**
 * Model shape {@code Shard}.
 *
 * @param shardId the id
 * @param sequenceNumberRange the numbers of its records
 * @param parentShardId the shard before; null for the first of a stream
 */
public record Shard(
    String shardId, SequenceNumberRange sequenceNumberRange, String parentShardId) {}
