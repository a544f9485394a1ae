package dev.ddblocal.domain.stream;

/**
 * Model shape {@code ShardFilter}.
 *
 * @param type how shards are chosen
 * @param shardId the shard that they are chosen by
 */
public record ShardFilter(ShardFilterType type, String shardId) {}
