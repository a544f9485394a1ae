package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Removes what is beyond the trim horizon, some at a time: records, then closed shards, then
 * streams that have ended.
 */
public final class TrimStreams implements MaintenanceTask {
  /** How many records one step removes. */
  static final int RECORDS_OF_A_STEP = 500;

  private final InstantSource clock;

  /** Creates the task. */
  public TrimStreams(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  @Override
  public String name() {
    return "trim-streams";
  }

  @Override
  public CompletionStage<Boolean> step(Keyspace keyspace) {
    return keyspace
        .read(this::firstToTrim)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedStage(false)
                : keyspace.write(transaction -> trim(transaction, found.get())));
  }

  private Optional<StreamEntry> firstToTrim(ReadTransaction transaction) {
    Instant now = clock.instant();
    List<StreamEntry> found = new ArrayList<>();
    StreamCatalogue.streams(
        transaction,
        KeyRange.ALL,
        stream -> {
          if (stream.isOver(now)
              || !recordsToTrim(transaction, stream, now, 1).isEmpty()
              || !shardsToTrim(transaction, stream, now).isEmpty()) {
            found.add(stream);
          }
          return found.isEmpty();
        });
    return found.stream().findFirst();
  }

  private boolean trim(WriteTransaction transaction, StreamEntry stream) {
    Instant now = clock.instant();
    List<ItemKey> records = recordsToTrim(transaction, stream, now, RECORDS_OF_A_STEP);
    if (!records.isEmpty()) {
      records.forEach(key -> transaction.delete(KeyspaceStore.STREAM_RECORDS, key));
      remember(transaction, stream, records);
      return true;
    }
    shardsToTrim(transaction, stream, now)
        .forEach(shard -> transaction.delete(KeyspaceStore.STREAM_SHARDS, shard.entryKey()));
    if (stream.isOver(now)) {
      transaction.delete(KeyspaceStore.STREAMS, stream.entryKey());
    }
    return true;
  }

  /** The oldest records of a stream that are beyond the horizon, in their order. */
  private static List<ItemKey> recordsToTrim(
      ReadTransaction transaction, StreamEntry stream, Instant now, int limit) {
    List<ItemKey> found = new ArrayList<>();
    transaction.range(
        KeyspaceStore.STREAM_RECORDS,
        StreamKeys.recordsOf(stream.id()),
        Direction.FORWARD,
        (ItemKey key, StoredItem stored) -> {
          if (!RecordEntry.of(stored).isOver(now)) {
            return false;
          }
          found.add(key);
          return found.size() < limit;
        });
    return found;
  }

  /** Notes in each shard the last record that was removed: who asks for it is to be told. */
  private static void remember(
      WriteTransaction transaction, StreamEntry stream, List<ItemKey> records) {
    for (int i = 0; i < records.size(); i++) {
      long shard = StreamKeys.shardOf(records.get(i));
      boolean last = i + 1 == records.size() || StreamKeys.shardOf(records.get(i + 1)) != shard;
      if (last) {
        long sequence = StreamKeys.sequenceOf(records.get(i));
        StreamCatalogue.shard(transaction, stream.id(), shard)
            .ifPresent(entry -> StreamSwitch.put(transaction, entry.trimmedThrough(sequence)));
      }
    }
  }

  /** The oldest shards of a stream, as far as nothing of them can be read. */
  private static List<ShardEntry> shardsToTrim(
      ReadTransaction transaction, StreamEntry stream, Instant now) {
    List<ShardEntry> found = new ArrayList<>();
    StreamCatalogue.shards(
        transaction,
        stream.id(),
        StreamKeys.shardsOf(stream.id()),
        shard -> {
          if (shard.isOver(now)) {
            found.add(shard);
          }
          return shard.isOver(now);
        });
    return found;
  }
}
