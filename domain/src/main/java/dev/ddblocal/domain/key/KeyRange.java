package dev.ddblocal.domain.key;

import java.util.Objects;
import java.util.Optional;

/**
 * A run of encoded keys in unsigned byte order. A partition, a sort key condition and a segment of
 * a parallel scan are all such runs.
 *
 * @param from the first key of the range, inclusive
 * @param to the key behind the range, exclusive; empty for a range without end
 */
public record KeyRange(ItemKey from, Optional<ItemKey> to) {
  /** Every key. */
  public static final KeyRange ALL = new KeyRange(ItemKey.wrap(new byte[0]), Optional.empty());

  /** Refuses missing parts. */
  public KeyRange {
    Objects.requireNonNull(from, "from is null");
    Objects.requireNonNull(to, "to is null");
  }

  /** Whether the key lies in the range. */
  public boolean contains(ItemKey key) {
    return from.compareTo(key) <= 0 && (to.isEmpty() || key.compareTo(to.get()) < 0);
  }
}
