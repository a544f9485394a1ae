package dev.ddblocal.it.stream;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What a consumer of a stream was given. A consumer that goes on from a checkpoint is given records
 * again; they count once, and have to be what they were.
 */
public final class History {
  private static final long PATIENCE_SECONDS = 300;

  private final Map<String, NavigableMap<BigInteger, Record>> shards = new HashMap<>();
  private final List<Record> records = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  synchronized void add(String shard, Record record) {
    BigInteger number = new BigInteger(record.dynamodb().sequenceNumber());
    NavigableMap<BigInteger, Record> known = shards.computeIfAbsent(shard, _ -> new TreeMap<>());
    Record before = known.get(number);
    if (before == null) {
      if (!known.isEmpty() && known.lastKey().compareTo(number) > 0) {
        problems.add(known.lastKey() + " came before " + record);
      }
      known.put(number, record);
      records.add(record);
      notifyAll();
    } else if (!before.equals(record)) {
      problems.add(before + " came again as " + record);
    }
  }

  /** How many records there are so far. */
  public synchronized int size() {
    return records.size();
  }

  /** The records in the order in which they came first. */
  synchronized List<Record> records() {
    return List.copyOf(records);
  }

  /** What was wrong with the order or with records that came again. */
  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** By shard, the least and the greatest sequence number that came from it. */
  synchronized Map<String, List<BigInteger>> extents() {
    Map<String, List<BigInteger>> extents = new HashMap<>();
    shards.forEach((shard, of) -> extents.put(shard, List.of(of.firstKey(), of.lastKey())));
    return extents;
  }

  /** Waits until there is a record of a change, or until there is no hope. */
  public synchronized boolean await(String change) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (int from = 0; ; ) {
      for (; from < records.size(); from++) {
        if (Replay.changeOf(records.get(from)).equals(change)) {
          return true;
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
  }
}
