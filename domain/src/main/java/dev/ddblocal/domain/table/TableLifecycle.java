package dev.ddblocal.domain.table;

import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.schema.TimeToLiveStatus;
import dev.ddblocal.domain.stream.NewStream;
import dev.ddblocal.domain.stream.StreamSwitch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The states that tables and their indexes go through, computed from what is recorded of them and
 * the clock: CREATING for a while, ACTIVE, UPDATING for a while after each UpdateTable, DELETING
 * for a while, gone. An index made by UpdateTable is CREATING until it has all its entries, too.
 */
public final class TableLifecycle {
  private final InstantSource clock;
  private final Duration createDelay;
  private final Duration updateDelay;
  private final Duration deleteDelay;

  /**
   * Creates the lifecycle.
   *
   * @param clock the time
   * @param createDelay how long a new table shows as CREATING
   * @param updateDelay how long a table shows as UPDATING, and with it an index as CREATING,
   *     UPDATING or DELETING
   * @param deleteDelay how long a deleted table shows as DELETING
   */
  public TableLifecycle(
      InstantSource clock, Duration createDelay, Duration updateDelay, Duration deleteDelay) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.createDelay = Objects.requireNonNull(createDelay, "createDelay is null");
    this.updateDelay = Objects.requireNonNull(updateDelay, "updateDelay is null");
    this.deleteDelay = Objects.requireNonNull(deleteDelay, "deleteDelay is null");
  }

  /** The table's state now; empty if it is gone but for its removal from storage. */
  public Optional<TableStatus> status(TableDefinition table) {
    if (table.deletingSince().isPresent()) {
      boolean gone = hasPassed(table.deletingSince().get(), deleteDelay);
      return gone ? Optional.empty() : Optional.of(TableStatus.DELETING);
    }
    if (!hasPassed(table.createdAt(), createDelay)) {
      return Optional.of(TableStatus.CREATING);
    }
    boolean updated = hasPassed(table.updatedAt(), updateDelay);
    return Optional.of(updated ? TableStatus.ACTIVE : TableStatus.UPDATING);
  }

  /** The state of a table's index now; empty if it is gone but for its removal from storage. */
  public Optional<IndexStatus> status(TableDefinition table, SecondaryIndex index) {
    if (index.deletingSince().isPresent()) {
      boolean gone = hasPassed(index.deletingSince(), updateDelay);
      return gone ? Optional.empty() : Optional.of(IndexStatus.DELETING);
    }
    if (!index.backfilled() || isNew(table, index)) {
      return Optional.of(IndexStatus.CREATING);
    }
    boolean updated = hasPassed(index.updatedAt(), updateDelay);
    return Optional.of(updated ? IndexStatus.ACTIVE : IndexStatus.UPDATING);
  }

  /** The state of a table's setting by which items expire now. */
  public TimeToLiveStatus timeToLiveStatus(TableDefinition table) {
    if (table.timeToLive().isEmpty()) {
      return TimeToLiveStatus.DISABLED;
    }
    TimeToLive timeToLive = table.timeToLive().get();
    if (timeToLive.disabledAt().isPresent()) {
      return hasPassed(timeToLive.disabledAt(), updateDelay)
          ? TimeToLiveStatus.DISABLED
          : TimeToLiveStatus.DISABLING;
    }
    return timeToLive.backfilled() && hasPassed(timeToLive.enabledAt(), updateDelay)
        ? TimeToLiveStatus.ENABLED
        : TimeToLiveStatus.ENABLING;
  }

  /**
   * The table without what is gone of it but for its removal from storage: indexes, and the setting
   * by which items expire; the same table if nothing is.
   */
  public TableDefinition withoutGoneParts(TableDefinition table) {
    TableDefinition left = withoutGoneIndexes(table);
    boolean gone =
        left.timeToLive().isPresent() && timeToLiveStatus(left) == TimeToLiveStatus.DISABLED;
    return gone ? left.change().timeToLive(Optional.empty()).build() : left;
  }

  private TableDefinition withoutGoneIndexes(TableDefinition table) {
    if (table.indexes().stream().noneMatch(index -> index.deletingSince().isPresent())) {
      return table;
    }
    List<SecondaryIndex> left =
        table.indexes().stream().filter(index -> status(table, index).isPresent()).toList();
    return left.size() == table.indexes().size() ? table : IndexRules.withIndexes(table, left);
  }

  /** A table that is being made, or updated for the sake of the index, has the index made. */
  private boolean isNew(TableDefinition table, SecondaryIndex index) {
    return isMadeWithTable(table, index)
        ? !hasPassed(table.createdAt(), createDelay)
        : !hasPassed(table.updatedAt(), updateDelay)
            && !index.createdAt().isBefore(table.updatedAt().get());
  }

  /**
   * Whether CreateTable made the index, not UpdateTable: {@link #timeOfNewIndex} keeps them apart.
   */
  static boolean isMadeWithTable(TableDefinition table, SecondaryIndex index) {
    return !index.createdAt().isAfter(table.createdAt());
  }

  /** The time at which an index is added to a table: later than the making of the table. */
  Instant timeOfNewIndex(TableDefinition table) {
    Instant now = now();
    return now.isAfter(table.createdAt()) ? now : table.createdAt().plusMillis(1);
  }

  /** Whether a deleted table is gone at once. */
  boolean deletesAtOnce() {
    return deleteDelay.isZero();
  }

  /** Whether what UpdateTable asks for takes effect at once. */
  public boolean updatesAtOnce() {
    return updateDelay.isZero();
  }

  /**
   * Makes a stream of a table; it shows as ENABLING for as long as the table shows the state.
   *
   * @param transaction where to write; the table itself is not written
   * @return the table with the stream
   */
  TableDefinition enableStream(
      WriteTransaction transaction, TableDefinition table, NewStream stream, TableStatus during) {
    Instant now = now();
    return StreamSwitch.enable(transaction, table, stream, now, now.plus(delay(during)));
  }

  /**
   * Ends the stream of a table, if it has one; it shows as DISABLING for as long as the table shows
   * the state.
   *
   * @param transaction where to write; the table itself is not written
   * @return the table without stream
   */
  TableDefinition disableStream(
      WriteTransaction transaction, TableDefinition table, TableStatus during) {
    Instant now = now();
    return StreamSwitch.disable(transaction, table, now, now.plus(delay(during)));
  }

  private Duration delay(TableStatus status) {
    return switch (status) {
      case CREATING -> createDelay;
      case UPDATING -> updateDelay;
      case DELETING -> deleteDelay;
      case ACTIVE -> Duration.ZERO;
    };
  }

  /** The time, to the millisecond. */
  public Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  private boolean hasPassed(Optional<Instant> since, Duration delay) {
    return since.isEmpty() || hasPassed(since.get(), delay);
  }

  private boolean hasPassed(Instant since, Duration delay) {
    return delay.isZero() || !clock.instant().isBefore(since.plus(delay));
  }
}
