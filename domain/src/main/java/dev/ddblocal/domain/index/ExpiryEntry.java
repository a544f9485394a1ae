package dev.ddblocal.domain.index;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a table's items by the time at which they expire. An entry is nothing but its key:
 *
 * <pre>
 *   8 bytes    second of the Unix epoch at which the item expires, big endian, not negative
 *   the rest   key of the item
 * </pre>
 *
 * <p>An item has an entry if its attribute is a number (developer guide: Time to Live) that such a
 * second can hold; a fraction of a second does not count.
 */
public final class ExpiryEntry {
  private static final Item NOTHING = new Item(Map.of());
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Long.MAX_VALUE);

  private ExpiryEntry() {}

  /** The key of an item's entry, if it has one. */
  public static Optional<ItemKey> keyOf(TimeToLive timeToLive, ItemKey key, Item item) {
    if (!(item.attributes().get(timeToLive.attribute()) instanceof AttributeValue.N number)) {
      return Optional.empty();
    }
    BigDecimal value = number.value().toBigDecimal();
    if (value.signum() < 0 || value.compareTo(LAST_SECOND) > 0) {
      return Optional.empty();
    }
    long second = value.setScale(0, RoundingMode.FLOOR).longValueExact();
    byte[] itemKey = key.unsafeArray();
    return Optional.of(
        ItemKey.wrap(
            ByteBuffer.allocate(Long.BYTES + itemKey.length).putLong(second).put(itemKey).array()));
  }

  /** The key of the item whose entry has that key. */
  public static ItemKey itemKey(ItemKey entry) {
    byte[] bytes = entry.unsafeArray();
    return ItemKey.wrap(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
  }

  /**
   * The entries of items that expire in a span of time.
   *
   * @param from the first second, not before the epoch
   * @param to the second behind the last
   */
  public static KeyRange between(Instant from, Instant to) {
    return new KeyRange(start(from), Optional.of(start(to)));
  }

  private static ItemKey start(Instant time) {
    return ItemKey.wrap(
        ByteBuffer.allocate(Long.BYTES).putLong(Math.max(0, time.getEpochSecond())).array());
  }

  /** The entry with that key. */
  static IndexEntry at(ItemKey key) {
    return new IndexEntry(key, NOTHING, 0);
  }

  /**
   * Keeps the entry of an item that is written.
   *
   * @param key the item's key
   * @param before the item before; null if there was none
   * @param after the item after; null if there is none
   */
  static void keep(
      WriteTransaction transaction, TimeToLive timeToLive, ItemKey key, Item before, Item after) {
    Optional<ItemKey> old = keyOfNullable(timeToLive, key, before);
    Optional<ItemKey> current = keyOfNullable(timeToLive, key, after);
    if (old.equals(current)) {
      // A store that is still being filled may lack the entry; the backfill will come to it.
      return;
    }
    old.ifPresent(entry -> transaction.delete(timeToLive.entries(), entry));
    current.ifPresent(entry -> transaction.put(timeToLive.entries(), entry, NOTHING, 0));
  }

  private static Optional<ItemKey> keyOfNullable(TimeToLive timeToLive, ItemKey key, Item item) {
    return item == null ? Optional.empty() : keyOf(timeToLive, key, item);
  }
}
