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
 */
public record DynamoDbSettings(
    Duration tableCreateDelay, Duration tableUpdateDelay, Duration tableDeleteDelay) {
  /** Tables come, change and go at once. */
  public static final DynamoDbSettings DEFAULT =
      new DynamoDbSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Refuses missing and negative durations. */
  public DynamoDbSettings {
    Objects.requireNonNull(tableCreateDelay, "tableCreateDelay is null");
    Objects.requireNonNull(tableUpdateDelay, "tableUpdateDelay is null");
    Objects.requireNonNull(tableDeleteDelay, "tableDeleteDelay is null");
    if (tableCreateDelay.isNegative()
        || tableUpdateDelay.isNegative()
        || tableDeleteDelay.isNegative()) {
      throw new IllegalArgumentException("a delay is not negative");
    }
  }

  TableLifecycle tableLifecycle(InstantSource clock) {
    return new TableLifecycle(clock, tableCreateDelay, tableUpdateDelay, tableDeleteDelay);
  }
}
