package dev.ddblocal.domain;

import dev.ddblocal.domain.table.TableLifecycle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What an operator may choose about the domain's behaviour.
 *
 * @param tableCreateDelay how long a new table shows as CREATING; not negative
 * @param tableUpdateDelay how long a table shows as UPDATING after UpdateTable, and with it an
 *     index as CREATING, UPDATING or DELETING; not negative
 * @param tableDeleteDelay how long a deleted table shows as DELETING; not negative
 * @param streamShardDuration for how long a stream's shard is open; a second or more
 */
public record DynamoDbSettings(
    Duration tableCreateDelay,
    Duration tableUpdateDelay,
    Duration tableDeleteDelay,
    Duration streamShardDuration) {
  /** Shards are open for four hours. */
  public static final Duration DEFAULT_STREAM_SHARD_DURATION = Duration.ofHours(4);

  /** The shortest time for which shards can be open. */
  public static final Duration SHORTEST_STREAM_SHARD_DURATION = Duration.ofSeconds(1);

  /** Tables come, change and go at once. */
  public static final DynamoDbSettings DEFAULT =
      new DynamoDbSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Refuses missing, negative and too short durations. */
  public DynamoDbSettings {
    Objects.requireNonNull(tableCreateDelay, "tableCreateDelay is null");
    Objects.requireNonNull(tableUpdateDelay, "tableUpdateDelay is null");
    Objects.requireNonNull(tableDeleteDelay, "tableDeleteDelay is null");
    if (tableCreateDelay.isNegative()
        || tableUpdateDelay.isNegative()
        || tableDeleteDelay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative");
    }
    Objects.requireNonNull(streamShardDuration, "streamShardDuration is null");
    if (streamShardDuration.compareTo(SHORTEST_STREAM_SHARD_DURATION) < 0) {
      throw new IllegalArgumentException("a shard is open for a second or more");
    }
  }

  /** Settings of these delays, and the defaults of all else. */
  public DynamoDbSettings(
      Duration tableCreateDelay, Duration tableUpdateDelay, Duration tableDeleteDelay) {
    this(tableCreateDelay, tableUpdateDelay, tableDeleteDelay, DEFAULT_STREAM_SHARD_DURATION);
  }

  /** The same settings with shards that are open for so long. */
  public DynamoDbSettings withStreamShardDuration(Duration duration) {
    return new DynamoDbSettings(tableCreateDelay, tableUpdateDelay, tableDeleteDelay, duration);
  }

  TableLifecycle tableLifecycle(InstantSource clock) {
    return new TableLifecycle(clock, tableCreateDelay, tableUpdateDelay, tableDeleteDelay);
  }
}
