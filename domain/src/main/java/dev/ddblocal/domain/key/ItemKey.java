package dev.ddblocal.domain.key;

import java.util.Arrays;

/**
 * A primary key in its order-preserving encoding. Unsigned byte order of encoded keys is Scan order
 * across partitions and sort key order within one; see {@link KeyEncoding}.
 */
public final class ItemKey implements Comparable<ItemKey> {
  private final byte[] encoded;

  private ItemKey(byte[] encoded) {
    this.encoded = encoded;
  }

  /** Takes the array itself; the caller gives it away. */
  public static ItemKey wrap(byte[] encoded) {
    return new ItemKey(encoded);
  }

  /** The encoded bytes themselves; not to be changed. */
  public byte[] unsafeArray() {
    return encoded;
  }

  @Override
  public int compareTo(ItemKey other) {
    return Arrays.compareUnsigned(encoded, other.encoded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ItemKey that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }
}
