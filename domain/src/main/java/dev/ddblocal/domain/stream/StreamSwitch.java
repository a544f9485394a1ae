package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.KeyspaceStore;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/** Enables and disables the streams of tables, and opens and closes their shards. */
public final class StreamSwitch {
  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private StreamSwitch() {}

  /**
   * Makes a stream with its first shard.
   *
   * @param transaction where to write; the table itself is not written
   * @param table the table, which has no stream
   * @param stream the stream
   * @param now the time
   * @param enabledFrom from when on the stream shows as ENABLED
   * @return the table with the stream
   */
  public static TableDefinition enable(
      WriteTransaction transaction,
      TableDefinition table,
      NewStream stream,
      Instant now,
      Instant enabledFrom) {
    String label = unusedLabel(transaction, table.name(), now);
    put(
        transaction,
        new StreamEntry(
            stream.id(),
            table.name(),
            label,
            stream.viewType(),
            table.key(),
            now,
            enabledFrom,
            Optional.empty(),
            stream.iteratorKey()));
    ShardEntry shard = open(transaction, stream.id(), now.toEpochMilli(), OptionalLong.empty());
    TableStream enabled = new TableStream(stream.id(), label, stream.viewType(), shard.number());
    return table.change().stream(Optional.of(enabled))
        .latestStreamLabel(Optional.of(label))
        .build();
  }

  /**
   * Ends the stream of a table, if it has one: nothing is recorded any more, what was recorded can
   * be read until it is 24 hours old.
   *
   * @param transaction where to write; the table itself is not written
   * @param table the table
   * @param now the time
   * @param disabledFrom from when on the stream shows as DISABLED
   * @return the table without stream
   */
  public static TableDefinition disable(
      WriteTransaction transaction, TableDefinition table, Instant now, Instant disabledFrom) {
    if (table.stream().isEmpty()) {
      return table;
    }
    TableStream stream = table.stream().get();
    close(transaction, stream.id(), stream.openShard(), now);
    StreamEntry entry =
        StreamCatalogue.find(transaction, table.name(), stream.label()).orElseThrow();
    put(transaction, entry.ended(now, disabledFrom));
    return table.change().stream(Optional.empty()).build();
  }

  /**
   * Closes the open shard of a table's stream and opens the next one.
   *
   * @param transaction where to write; the table is written, too
   * @param table the table, which has a stream
   * @param now the time
   */
  static void rollOver(WriteTransaction transaction, TableDefinition table, Instant now) {
    TableStream stream = table.stream().orElseThrow();
    long parent = stream.openShard();
    close(transaction, stream.id(), parent, now);
    long number = Math.max(now.toEpochMilli(), parent + 1);
    ShardEntry shard = open(transaction, stream.id(), number, OptionalLong.of(parent));
    TableStream next =
        new TableStream(stream.id(), stream.label(), stream.viewType(), shard.number());
    transaction.alterTable(table.change().stream(Optional.of(next)).build());
  }

  /** The time as a label; a later one if the table had a stream of that label not long ago. */
  private static String unusedLabel(WriteTransaction transaction, TableName table, Instant now) {
    Instant time = now;
    while (StreamCatalogue.find(transaction, table, LABEL.format(time)).isPresent()) {
      time = time.plusMillis(1);
    }
    return LABEL.format(time);
  }

  private static ShardEntry open(
      WriteTransaction transaction, StreamId stream, long number, OptionalLong parent) {
    ShardEntry shard =
        new ShardEntry(
            stream, number, parent, transaction.nextSequenceNumber(), Optional.empty(), 0);
    put(transaction, shard);
    return shard;
  }

  private static void close(
      WriteTransaction transaction, StreamId stream, long number, Instant now) {
    ShardEntry shard = StreamCatalogue.shard(transaction, stream, number).orElseThrow();
    long[] end = {Math.max(shard.start(), shard.trimmed())};
    transaction.range(
        KeyspaceStore.STREAM_RECORDS,
        StreamKeys.recordsOf(stream, number, 0),
        Direction.BACKWARD,
        (key, _) -> {
          end[0] = StreamKeys.sequenceOf(key);
          return false;
        });
    put(transaction, shard.closed(now, end[0]));
  }

  private static void put(WriteTransaction transaction, StreamEntry stream) {
    transaction.put(KeyspaceStore.STREAMS, stream.entryKey(), stream.toItem(), 0);
  }

  /** Puts a shard into its store. */
  static void put(WriteTransaction transaction, ShardEntry shard) {
    transaction.put(KeyspaceStore.STREAM_SHARDS, shard.entryKey(), shard.toItem(), 0);
  }
}
