package dev.ddblocal.domain.stream;

/** How DescribeStream chooses shards. */
public enum ShardFilterType {
  /** Those whose parent is the given shard. */
  CHILD_SHARDS
}
