package dev.ddblocal.domain.port;

import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import java.util.Objects;

/**
 * An item as storage holds it. One that storage holds encoded is decoded when it is first asked
 * for: who counts or measures items need not pay for that.
 */
public final class StoredItem {
  private final byte[] encoded;
  private final int sizeBytes;
  // Items never change, so it does no harm if two threads decode one.
  private Item item;

  /**
   * Creates an item that is at hand.
   *
   * @param item the item
   * @param sizeBytes its size by DynamoDB's arithmetic, as it was given when the item was put
   */
  public StoredItem(Item item, int sizeBytes) {
    this(null, Objects.requireNonNull(item, "item is null"), sizeBytes);
  }

  private StoredItem(byte[] encoded, Item item, int sizeBytes) {
    this.encoded = encoded;
    this.item = item;
    this.sizeBytes = sizeBytes;
  }

  /**
   * Creates an item that is encoded.
   *
   * @param encoded the item as {@link ItemCodec} encodes it; the caller gives the array away
   * @param sizeBytes its size by DynamoDB's arithmetic, as it was given when the item was put
   */
  public static StoredItem encoded(byte[] encoded, int sizeBytes) {
    return new StoredItem(Objects.requireNonNull(encoded, "encoded is null"), null, sizeBytes);
  }

  /**
   * The item.
   *
   * @throws dev.ddblocal.domain.value.CorruptItemException if what storage holds is damaged
   */
  public Item item() {
    Item decoded = item;
    if (decoded == null) {
      decoded = ItemCodec.decode(encoded);
      item = decoded;
    }
    return decoded;
  }

  /** Its size by DynamoDB's arithmetic, as it was given when the item was put. */
  public int sizeBytes() {
    return sizeBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredItem that
        && sizeBytes == that.sizeBytes
        && item().equals(that.item());
  }

  @Override
  public int hashCode() {
    return 31 * item().hashCode() + sizeBytes;
  }

  @Override
  public String toString() {
    return item() + " of " + sizeBytes + " bytes";
  }
}
