package dev.ddblocal.domain.value;

import dev.ddblocal.domain.value.AttributeValue.B;
import dev.ddblocal.domain.value.AttributeValue.BOOL;
import dev.ddblocal.domain.value.AttributeValue.BS;
import dev.ddblocal.domain.value.AttributeValue.L;
import dev.ddblocal.domain.value.AttributeValue.M;
import dev.ddblocal.domain.value.AttributeValue.N;
import dev.ddblocal.domain.value.AttributeValue.NS;
import dev.ddblocal.domain.value.AttributeValue.NULL;
import dev.ddblocal.domain.value.AttributeValue.S;
import dev.ddblocal.domain.value.AttributeValue.SS;

/**
 * The compact binary form in which storage adapters keep items.
 *
 * <pre>
 *   item    = version members                version: 01
 *   members = count { text value }           names and values in the item's order
 *   value   = tag content
 *
 *   tag 1 S     text                 tag 6 BS    count { bytes }
 *   tag 2 N     number               tag 7 M     members
 *   tag 3 B     bytes                tag 8 L     count { value }
 *   tag 4 SS    count { text }       tag 9 NULL  nothing
 *   tag 5 NS    count { number }     tag 10, 11  BOOL false, true; nothing
 *
 *   count   = unsigned, 7 bits to a byte, the lowest first, the top bit set where a byte follows
 *   bytes   = count, that many bytes
 *   text    = count, that many bytes of UTF-8; the form 2 * count of bytes, plus 1 for a string
 *             with half of a surrogate pair, which is kept as its UTF-16 units, big-endian
 *   number  = sign (80 where negative) + count of digits; and, but for zero: exponent + 130,
 *             the digits two to a byte, an odd last one in the high half
 * </pre>
 *
 * <p>Every item has one encoding and every encoding one item; strings come back exactly, also such
 * that no UTF-8 can carry.
 */
public final class ItemCodec {
  /** The version of the encoding, its first byte. */
  static final int VERSION = 1;

  static final int TAG_S = 1;
  static final int TAG_N = 2;
  static final int TAG_B = 3;
  static final int TAG_SS = 4;
  static final int TAG_NS = 5;
  static final int TAG_BS = 6;
  static final int TAG_M = 7;
  static final int TAG_L = 8;
  static final int TAG_NULL = 9;
  static final int TAG_FALSE = 10;
  static final int TAG_TRUE = 11;

  static final int NEGATIVE = 0x80;

  private ItemCodec() {}

  /**
   * The item's encoding; not to be changed, because the item keeps it.
   *
   * @throws IllegalArgumentException if lists and maps are nested deeper than an item's may be
   */
  public static byte[] encode(Item item) {
    return item.encoded();
  }

  /**
   * The item of an encoding.
   *
   * @throws CorruptItemException if the bytes are not exactly one encoded item
   */
  public static Item decode(byte[] encoded) {
    return new Item(new ItemReader(encoded).attributes());
  }

  /** The tag of a value. */
  static int tagOf(AttributeValue value) {
    return switch (value) {
      case S _ -> TAG_S;
      case N _ -> TAG_N;
      case B _ -> TAG_B;
      case SS _ -> TAG_SS;
      case NS _ -> TAG_NS;
      case BS _ -> TAG_BS;
      case M _ -> TAG_M;
      case L _ -> TAG_L;
      case NULL _ -> TAG_NULL;
      case BOOL(boolean flag) -> flag ? TAG_TRUE : TAG_FALSE;
    };
  }
}
