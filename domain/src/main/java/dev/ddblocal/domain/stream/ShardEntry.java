package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.value.Item;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a shard.
 *
 * @param stream the stream
 * @param number when it was made, in milliseconds since 1970; greater than its parent's
 * @param parent the number of the shard before, if there was one
 * @param start the least sequence number of a record
 * @param closing how it was closed, if it was
 * @param trimmed the greatest sequence number of a record that was removed; 0 if none was
 */
record ShardEntry(
    StreamId stream,
    long number,
    OptionalLong parent,
    long start,
    Optional<Closing> closing,
    long trimmed) {
  private static final Pattern ID = Pattern.compile("shardId-([0-9]{20})-[0-9a-f]{8}");

  /**
   * The closing of a shard.
   *
   * @param at when it was closed
   * @param end the greatest sequence number of a record
   */
  record Closing(Instant at, long end) {}

  /** The number in what may be a shard's id. */
  static OptionalLong numberIn(String shardId) {
    Matcher matcher = ID.matcher(shardId);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(matcher.group(1)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** A shard's id: its number, and a mark that shards of two streams hardly share. */
  static String id(StreamId stream, long number) {
    byte[] whole = StreamKeys.shard(stream, number).unsafeArray();
    int mark = (int) UUID.nameUUIDFromBytes(whole).getLeastSignificantBits();
    return "shardId-%020d-%08x".formatted(number, mark);
  }

  ItemKey entryKey() {
    return StreamKeys.shard(stream, number);
  }

  String id() {
    return id(stream, number);
  }

  /** Whether no record of the shard can be read any more. */
  boolean isOver(Instant now) {
    return closing.isPresent() && Retention.isOver(closing.get().at(), now);
  }

  ShardEntry closed(Instant at, long end) {
    return new ShardEntry(
        stream, number, parent, start, Optional.of(new Closing(at, end)), trimmed);
  }

  ShardEntry trimmedThrough(long sequence) {
    return new ShardEntry(stream, number, parent, start, closing, sequence);
  }

  Shard describe() {
    return new Shard(
        id(),
        new SequenceNumberRange(
            SequenceNumbers.write(start),
            closing.map(closed -> SequenceNumbers.write(closed.end())).orElse(null)),
        parent.isPresent() ? id(stream, parent.getAsLong()) : null);
  }

  Item toItem() {
    StoredFields fields = new StoredFields().number("start", start).number("trimmed", trimmed);
    parent.ifPresent(shard -> fields.number("parent", shard));
    closing.ifPresent(closed -> fields.time("closedAt", closed.at()).number("end", closed.end()));
    return fields.toItem();
  }

  static ShardEntry of(StreamId stream, ItemKey key, Item item) {
    return new ShardEntry(
        stream,
        ByteBuffer.wrap(key.unsafeArray()).getLong(2 * Long.BYTES),
        StoredFields.has(item, "parent")
            ? OptionalLong.of(StoredFields.number(item, "parent"))
            : OptionalLong.empty(),
        StoredFields.number(item, "start"),
        StoredFields.has(item, "closedAt")
            ? Optional.of(
                new Closing(StoredFields.time(item, "closedAt"), StoredFields.number(item, "end")))
            : Optional.empty(),
        StoredFields.number(item, "trimmed"));
  }
}
