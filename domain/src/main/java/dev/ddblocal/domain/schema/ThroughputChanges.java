package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When provisioned throughput was changed, as DescribeTable tells it.
 *
 * @param lastIncrease when a unit was last raised
 * @param lastDecrease when a unit was last lowered
 * @param decreasesThatDay how often units were lowered on the UTC day of the last decrease
 */
public record ThroughputChanges(
    Optional<Instant> lastIncrease, Optional<Instant> lastDecrease, int decreasesThatDay) {
  /** Never changed. */
  public static final ThroughputChanges NONE =
      new ThroughputChanges(Optional.empty(), Optional.empty(), 0);

  /** Refuses missing parts. */
  public ThroughputChanges {
    Objects.requireNonNull(lastIncrease, "lastIncrease is null");
    Objects.requireNonNull(lastDecrease, "lastDecrease is null");
  }
}
