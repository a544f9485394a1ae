package dev.ddblocal.domain.key;

import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The beginning that a run of keys has in common: an encoded partition key and, for keys of several
 * sort key attributes, the values of the first of these. Conditions are on the sort key attribute
 * that comes next; the values must be of its type.
 */
public final class KeyPrefix {
  private final byte[] encoded;
  private final List<KeyAttribute> remaining;

  /** Takes the array itself. */
  KeyPrefix(byte[] encoded, List<KeyAttribute> remaining) {
    this.encoded = encoded;
    this.remaining = remaining;
  }

  /**
   * The prefix with one more value fixed.
   *
   * @throws IllegalArgumentException if the value is not of the next sort key attribute's type
   * @throws IllegalStateException if no sort key attribute remains
   */
  public KeyPrefix with(AttributeValue value) {
    return new KeyPrefix(encode(value), remaining.subList(1, remaining.size()));
  }

  /** All keys that begin so. */
  public KeyRange all() {
    return range(encoded, behindAll(encoded));
  }

  /** The keys whose next value is the given one. */
  public KeyRange equalTo(AttributeValue value) {
    byte[] first = encode(value);
    return range(first, behindAll(first));
  }

  /** The keys whose next value is less than the given one. */
  public KeyRange lessThan(AttributeValue value) {
    return range(encoded, Optional.of(ItemKey.wrap(encode(value))));
  }

  /** The keys whose next value is the given one or less. */
  public KeyRange lessOrEqual(AttributeValue value) {
    return range(encoded, behindAll(encode(value)));
  }

  /** The keys whose next value is greater than the given one. */
  public KeyRange greaterThan(AttributeValue value) {
    return behindAll(encode(value))
        .map(from -> new KeyRange(from, behindAll(encoded)))
        .orElse(KeyRange.NONE);
  }

  /** The keys whose next value is the given one or greater. */
  public KeyRange greaterOrEqual(AttributeValue value) {
    return range(encode(value), behindAll(encoded));
  }

  /** The keys whose next value is not less than the one and not greater than the other. */
  public KeyRange between(AttributeValue low, AttributeValue high) {
    return range(encode(low), behindAll(encode(high)));
  }

  /** The keys whose next value, a string or a binary value, begins with the given one. */
  public KeyRange beginsWith(AttributeValue value) {
    KeyWriter writer = new KeyWriter(encoded, encoded.length);
    writer.beginning(next(), value);
    byte[] beginning = writer.toBytes();
    return range(beginning, behindAll(beginning));
  }

  private byte[] encode(AttributeValue value) {
    KeyWriter writer = new KeyWriter(encoded, encoded.length);
    writer.value(next(), value);
    return writer.toBytes();
  }

  private KeyAttribute next() {
    if (remaining.isEmpty()) {
      throw new IllegalStateException("the key has no further sort key attribute");
    }
    return remaining.getFirst();
  }

  private static KeyRange range(byte[] from, Optional<ItemKey> to) {
    return new KeyRange(ItemKey.wrap(from), to);
  }

  /** The least key behind all keys that begin with the given bytes; none if those are all FF. */
  private static Optional<ItemKey> behindAll(byte[] beginning) {
    int last = beginning.length - 1;
    while (last >= 0 && beginning[last] == (byte) 0xFF) {
      last--;
    }
    if (last < 0) {
      return Optional.empty();
    }
    byte[] behind = Arrays.copyOf(beginning, last + 1);
    behind[last]++;
    return Optional.of(ItemKey.wrap(behind));
  }
}
