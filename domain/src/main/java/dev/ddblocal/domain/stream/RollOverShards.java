package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Closes shards that have been open for as long as they may be, and opens the next ones. */
public final class RollOverShards implements MaintenanceTask {
  private final InstantSource clock;
  private final Duration shardDuration;

  /**
   * Creates the task.
   *
   * @param clock the time
   * @param shardDuration for how long a shard is open
   */
  public RollOverShards(InstantSource clock, Duration shardDuration) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
    this.shardDuration = Objects.requireNonNull(shardDuration, "shardDuration is null");
  }

  @Override
  public String name() {
    return "roll-over-shards";
  }

  @Override
  public CompletionStage<Boolean> step(Keyspace keyspace) {
    return keyspace
        .read(this::firstDue)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedStage(false)
                : keyspace.write(transaction -> rollOver(transaction, found.get())));
  }

  private Optional<TableName> firstDue(ReadTransaction transaction) {
    List<TableName> due = new ArrayList<>();
    StreamCatalogue.streams(
        transaction,
        KeyRange.ALL,
        stream -> {
          if (stream.end().isEmpty() && due(transaction, stream.table()).isPresent()) {
            due.add(stream.table());
          }
          return due.isEmpty();
        });
    return due.stream().findFirst();
  }

  private boolean rollOver(WriteTransaction transaction, TableName name) {
    due(transaction, name)
        .ifPresent(table -> StreamSwitch.rollOver(transaction, table, clock.instant()));
    return true;
  }

  private Optional<TableDefinition> due(ReadTransaction transaction, TableName name) {
    return transaction
        .table(name)
        .filter(table ->
            table.stream()
                .filter(stream ->
                    !Instant.ofEpochMilli(stream.openShard())
                        .plus(shardDuration)
                        .isAfter(clock.instant()))
                .isPresent());
  }
}
