package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * The states a table goes through, computed from what is recorded of it and the clock: CREATING for
 * a while, ACTIVE, DELETING for a while, gone.
 */
public final class TableLifecycle {
  private final InstantSource clock;
  private final Duration createDelay;
  private final Duration deleteDelay;

  /**
   * Creates the lifecycle.
   *
   * @param clock the time
   * @param createDelay how long a new table shows as CREATING
   * @param deleteDelay how long a deleted table shows as DELETING
   */
  public TableLifecycle(InstantSource clock, Duration createDelay, Duration deleteDelay) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.createDelay = Objects.requireNonNull(createDelay, "createDelay is null");
    this.deleteDelay = Objects.requireNonNull(deleteDelay, "deleteDelay is null");
  }

  /** The table's state now; empty if it is gone but for its removal from storage. */
  public Optional<TableStatus> status(TableDefinition table) {
    if (table.deletingSince().isPresent()) {
      boolean gone = hasPassed(table.deletingSince().get(), deleteDelay);
      return gone ? Optional.empty() : Optional.of(TableStatus.DELETING);
    }
    boolean ready = createDelay.isZero() || hasPassed(table.createdAt(), createDelay);
    return Optional.of(ready ? TableStatus.ACTIVE : TableStatus.CREATING);
  }

  /** Whether a deleted table is gone at once. */
  boolean deletesAtOnce() {
    return deleteDelay.isZero();
  }

  /** The time. */
  Instant now() {
    return clock.instant();
  }

  private boolean hasPassed(Instant since, Duration delay) {
    return !clock.instant().isBefore(since.plus(delay));
  }
}
