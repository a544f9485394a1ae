package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.ReadTransaction.ItemVisitor;
import dev.ddblocal.domain.port.StoredItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The records of one answer to GetRecords, gathered one after the other. */
final class RecordPage implements ItemVisitor {
  /** The most bytes of an answer's records, unless the first alone has more. */
  static final long MAX_BYTES = 1024 * 1024;

  /** How many records beyond the trim horizon are passed before an answer is given without any. */
  static final int MAX_SKIPPED = 10_000;

  private final StreamEntry stream;
  private final int limit;
  private final String region;
  private final Instant now;
  private final List<ChangeRecord> records = new ArrayList<>();
  private ShardPosition position;
  private long bytes;
  private int skipped;
  private boolean more;

  /**
   * Creates an empty page.
   *
   * @param stream the stream
   * @param position where the page begins
   * @param limit the most records, at least 1
   * @param region the region
   * @param now the time
   */
  RecordPage(StreamEntry stream, ShardPosition position, int limit, String region, Instant now) {
    this.stream = stream;
    this.position = position;
    this.limit = limit;
    this.region = region;
    this.now = now;
  }

  @Override
  public boolean visit(ItemKey key, StoredItem stored) {
    RecordEntry entry = RecordEntry.of(stored);
    if (entry.isOver(now)) {
      return skip(StreamKeys.sequenceOf(key));
    }
    if (records.size() == limit) {
      more = true;
      return false;
    }
    ChangeRecord record = entry.describe(stream, key, region);
    bytes += record.dynamodb().sizeBytes();
    if (bytes > MAX_BYTES && !records.isEmpty()) {
      more = true;
      return false;
    }
    records.add(record);
    position = position.behind(StreamKeys.sequenceOf(key));
    return true;
  }

  private boolean skip(long sequence) {
    if (!position.fromHorizon()) {
      throw GetShardIterator.trimmed();
    }
    position = position.skipping(sequence);
    skipped++;
    more = skipped == MAX_SKIPPED;
    return !more;
  }

  /** The records. */
  List<ChangeRecord> records() {
    return records;
  }

  /** Where to go on. */
  ShardPosition position() {
    return position;
  }

  /** Whether the page ended before the shard did. */
  boolean hasMore() {
    return more;
  }
}
