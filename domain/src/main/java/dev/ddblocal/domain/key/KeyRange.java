package dev.ddblocal.domain.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of encoded keys in unsigned byte order. A partition, a sort key condition and a segment of
 * a parallel scan are all such runs.
 *
 * @param from the first key of the range, inclusive
 * @param to the key behind the range, exclusive; empty for a range without end. A range whose end
 *     is not behind its beginning holds no key
 */
public record KeyRange(ItemKey from, Optional<ItemKey> to) {
  private static final ItemKey LEAST = ItemKey.wrap(new byte[0]);

  /** Every key. */
  public static final KeyRange ALL = new KeyRange(LEAST, Optional.empty());

  /** No key. */
  public static final KeyRange NONE = new KeyRange(LEAST, Optional.of(LEAST));

  /** Refuses missing parts. */
  public KeyRange {
    Objects.requireNonNull(from, "from is null");
    Objects.requireNonNull(to, "to is null");
  }

  /**
   * A segment of a parallel scan: an equal share of all hashes. The segments of one total follow
   * one another without gap or overlap and hold every key.
   *
   * @param segment from 0 to below the total
   * @param totalSegments at least 1
   * @throws IllegalArgumentException if one is out of range
   */
  public static KeyRange segment(int segment, int totalSegments) {
    if (segment < 0 || segment >= totalSegments) {
      throw new IllegalArgumentException(
          "no segment %d of %d segments".formatted(segment, totalSegments));
    }
    ItemKey from = segment == 0 ? LEAST : segmentStart(segment, totalSegments);
    Optional<ItemKey> to =
        segment + 1 == totalSegments
            ? Optional.empty()
            : Optional.of(segmentStart(segment + 1, totalSegments));
    return new KeyRange(from, to);
  }

  /** Whether the key lies in the range. */
  public boolean contains(ItemKey key) {
    return from.compareTo(key) <= 0 && (to.isEmpty() || key.compareTo(to.get()) < 0);
  }

  /** Whether no key can lie in the range. */
  public boolean isEmpty() {
    return to.isPresent() && to.get().compareTo(from) <= 0;
  }

  /** The part of the range behind the key: where ascending paging goes on after that key. */
  public KeyRange after(ItemKey key) {
    byte[] encoded = key.unsafeArray();
    ItemKey next = ItemKey.wrap(Arrays.copyOf(encoded, encoded.length + 1));
    return next.compareTo(from) <= 0 ? this : new KeyRange(next, to);
  }

  /** The part of the range before the key: where descending paging goes on after that key. */
  public KeyRange before(ItemKey key) {
    return to.isPresent() && to.get().compareTo(key) <= 0
        ? this
        : new KeyRange(from, Optional.of(key));
  }

  /** The hash {@code segment / total} of the way through all hashes, as the start of a key. */
  private static ItemKey segmentStart(int segment, int totalSegments) {
    long hash =
        BigInteger.valueOf(segment)
            .shiftLeft(Long.SIZE)
            .divide(BigInteger.valueOf(totalSegments))
            .longValue();
    byte[] start = new byte[KeyEncoding.HASH_BYTES];
    for (int i = 0; i < start.length; i++) {
      start[i] = (byte) (hash >>> (56 - 8 * i));
    }
    return ItemKey.wrap(start);
  }
}
