package dev.ddblocal.domain.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Supplier;

/**
 * Reads one item in the encoding of {@link ItemCodec}. It believes nothing: a count never makes it
 * reserve more than the bytes that are left could fill.
 */
final class ItemReader {
  private final byte[] bytes;
  private int position;

  ItemReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The item's attributes, which are not to be changed. */
  Map<String, AttributeValue> attributes() {
    requireVersion();
    Map<String, AttributeValue> attributes = Collections.unmodifiableMap(members(1));
    requireEnd();
    return attributes;
  }

  /** Shows the item's attributes. */
  <X extends Exception> void visit(AttributeVisitor<X> visitor) throws X {
    requireVersion();
    int count = count();
    for (int i = 0; i < count; i++) {
      String name = text();
      if (!visitString(name, visitor)) {
        visitor.attribute(name, value(1));
      }
    }
    requireEnd();
  }

  /** Shows the value that comes next if it is a string in UTF-8; reads nothing if it is not. */
  private <X extends Exception> boolean visitString(String name, AttributeVisitor<X> visitor)
      throws X {
    int start = position;
    if (next() == ItemCodec.TAG_S) {
      long header = unsigned();
      if ((header & 1) == 0) {
        int length = available(header >>> 1);
        position += length;
        visitor.string(name, bytes, position - length, length);
        return true;
      }
    }
    position = start;
    return false;
  }

  private void requireVersion() {
    int version = next();
    if (version != ItemCodec.VERSION) {
      throw new CorruptItemException("unknown version " + version);
    }
  }

  private void requireEnd() {
    if (position != bytes.length) {
      throw new CorruptItemException("bytes behind the item");
    }
  }

  private Map<String, AttributeValue> members(int level) {
    int count = count();
    Map<String, AttributeValue> members = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      if (members.put(text(), value(level)) != null) {
        throw new CorruptItemException("a name twice");
      }
    }
    return members;
  }

  private AttributeValue value(int level) {
    if (level > AttributeValueCollector.MAX_LEVELS) {
      throw new CorruptItemException("nested deeper than an item may be");
    }
    int tag = next();
    return switch (tag) {
      case ItemCodec.TAG_S -> new AttributeValue.S(text());
      case ItemCodec.TAG_N -> new AttributeValue.N(number());
      case ItemCodec.TAG_B -> new AttributeValue.B(binary());
      case ItemCodec.TAG_SS -> new AttributeValue.SS(set(this::text));
      case ItemCodec.TAG_NS -> new AttributeValue.NS(set(this::number));
      case ItemCodec.TAG_BS -> new AttributeValue.BS(set(this::binary));
      case ItemCodec.TAG_M -> new AttributeValue.M(Collections.unmodifiableMap(members(level + 1)));
      case ItemCodec.TAG_L -> new AttributeValue.L(elements(level + 1));
      case ItemCodec.TAG_NULL -> AttributeValue.NULL.INSTANCE;
      case ItemCodec.TAG_FALSE -> AttributeValue.BOOL.FALSE;
      case ItemCodec.TAG_TRUE -> AttributeValue.BOOL.TRUE;
      default -> throw new CorruptItemException("unknown tag " + tag);
    };
  }

  private List<AttributeValue> elements(int level) {
    int count = count();
    List<AttributeValue> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(value(level));
    }
    return Collections.unmodifiableList(elements);
  }

  private <T> SequencedSet<T> set(Supplier<T> member) {
    int count = count();
    if (count == 0) {
      throw new CorruptItemException("an empty set");
    }
    SequencedSet<T> members = LinkedHashSet.newLinkedHashSet(count);
    for (int i = 0; i < count; i++) {
      if (!members.add(member.get())) {
        throw new CorruptItemException("a set's member twice");
      }
    }
    return Collections.unmodifiableSequencedSet(members);
  }

  private String text() {
    long header = unsigned();
    int length = available(header >>> 1);
    int start = position;
    position += length;
    if ((header & 1) != 0) {
      return utf16(start, length);
    }
    String text = new String(bytes, start, length, UTF_8);
    // The JDK reads malformed bytes as this character; finding it in a Latin string costs nothing.
    if (text.indexOf('\uFFFD') >= 0
        && !Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, start, position))) {
      throw new CorruptItemException("no UTF-8");
    }
    return text;
  }

  private String utf16(int start, int length) {
    if (length % 2 != 0) {
      throw new CorruptItemException("half a UTF-16 unit");
    }
    char[] units = new char[length / 2];
    for (int i = 0; i < units.length; i++) {
      int at = start + 2 * i;
      units[i] = (char) ((bytes[at] << 8) | (bytes[at + 1] & 0xFF));
    }
    return new String(units);
  }

  private Bytes binary() {
    int length = available(unsigned());
    position += length;
    return Bytes.wrap(Arrays.copyOfRange(bytes, position - length, position));
  }

  private DynamoNumber number() {
    int header = next();
    int count = header & ~ItemCodec.NEGATIVE;
    if (header == 0) {
      return DynamoNumber.ZERO;
    }
    if (count == 0 || count > DynamoNumber.MAX_DIGITS) {
      throw new CorruptItemException("a number of " + count + " digits");
    }
    int exponent = next() + DynamoNumber.MIN_EXPONENT;
    byte[] digits = new byte[count];
    for (int i = 0; i < count; i += 2) {
      int pair = next();
      digits[i] = digit(pair >>> 4);
      if (i + 1 < count) {
        digits[i + 1] = digit(pair & 0xF);
      } else if ((pair & 0xF) != 0) {
        throw new CorruptItemException("a digit too many");
      }
    }
    if (digits[0] == '0' || digits[count - 1] == '0') {
      throw new CorruptItemException("a number with zeros at an end");
    }
    int sign = (header & ItemCodec.NEGATIVE) == 0 ? 1 : -1;
    return DynamoNumber.ofSound(sign, new String(digits, ISO_8859_1), exponent, null);
  }

  private static byte digit(int value) {
    if (value > 9) {
      throw new CorruptItemException("no decimal digit");
    }
    return (byte) ('0' + value);
  }

  /** A count of things that follow, each of at least one byte. */
  private int count() {
    return available(unsigned());
  }

  /** Refuses to go on where fewer bytes are left than are said to follow. */
  private int available(long length) {
    if (length > bytes.length - position) {
      throw new CorruptItemException("the item ends too early");
    }
    return (int) length;
  }

  /** A number of at most 32 bits. */
  private long unsigned() {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = next();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new CorruptItemException("a count without end");
  }

  private int next() {
    if (position == bytes.length) {
      throw new CorruptItemException("the item ends too early");
    }
    return bytes[position++] & 0xFF;
  }
}
