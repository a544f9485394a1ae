package dev.ddblocal.it.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The shards of a stream as DescribeStream tells of them. */
public final class Lineage {
  private static final int PAGE = 3;

  private final List<Shard> shards;

  private Lineage(List<Shard> shards) {
    this.shards = shards;
  }

  /** Reads all shards, page by page. */
  public static Lineage of(DynamoDbStreamsClient streams, String arn) {
    List<Shard> shards = new ArrayList<>();
    String last = null;
    do {
      String start = last;
      StreamDescription page =
          streams
              .describeStream(
                  describe -> describe.streamArn(arn).limit(PAGE).exclusiveStartShardId(start))
              .streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return new Lineage(shards);
  }

  /** How many shards there are. */
  public int size() {
    return shards.size();
  }

  /** The id of the shard without a parent. */
  String first() {
    return shards.stream()
        .filter(shard -> shard.parentShardId() == null)
        .findFirst()
        .orElseThrow()
        .shardId();
  }

  /** Checks that all but one are closed, and that each but the first has a parent here. */
  void assertConnected() {
    Map<String, Shard> byId =
        shards.stream().collect(Collectors.toMap(Shard::shardId, Function.identity()));
    assertEquals(1, shards.stream().filter(shard -> end(shard) == null).count(), this::toString);
    assertEquals(
        1, shards.stream().filter(shard -> shard.parentShardId() == null).count(), this::toString);
    for (Shard shard : shards) {
      if (shard.parentShardId() != null) {
        Shard parent = byId.get(shard.parentShardId());
        assertNotNull(parent, () -> "without its parent: " + shard);
        assertNotNull(end(parent), () -> "open, with a child: " + parent);
        assertTrue(end(parent).compareTo(start(shard)) < 0, () -> parent + " before " + shard);
      }
    }
  }

  /** Checks that what came from a shard lies between its ends. */
  void assertHolds(Map<String, List<BigInteger>> extents) {
    for (Shard shard : shards) {
      List<BigInteger> extent = extents.get(shard.shardId());
      if (extent != null) {
        assertTrue(start(shard).compareTo(extent.getFirst()) <= 0, () -> shard + ": " + extent);
        BigInteger end = end(shard);
        assertTrue(
            end == null || end.compareTo(extent.getLast()) >= 0, () -> shard + ": " + extent);
      }
    }
    List<String> known = shards.stream().map(Shard::shardId).toList();
    assertTrue(known.containsAll(extents.keySet()), () -> known + " of " + extents.keySet());
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.sequenceNumberRange().startingSequenceNumber());
  }

  private static BigInteger end(Shard shard) {
    SequenceNumberRange range = shard.sequenceNumberRange();
    return range.endingSequenceNumber() == null
        ? null
        : new BigInteger(range.endingSequenceNumber());
  }

  @Override
  public String toString() {
    return shards.toString();
  }
}
