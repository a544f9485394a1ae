package dev.ddblocal.domain.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/** Writes one item in the encoding of {@link ItemCodec}. */
final class ItemWriter {
  private final Item item;
  private byte[] bytes;
  private int length;

  /** A writer with about the room that the item takes. */
  ItemWriter(Item item) {
    this.item = item;
    bytes = new byte[roomFor(item)];
  }

  /** Writes the item. */
  byte[] write() {
    put(ItemCodec.VERSION);
    members(item.attributes(), 1);
    return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Enough for an item of short ASCII names and values; others make the room grow. */
  private static int roomFor(Item item) {
    int room = 32;
    for (Map.Entry<String, AttributeValue> attribute : item.attributes().entrySet()) {
      int content =
          switch (attribute.getValue()) {
            case AttributeValue.S(String text) -> text.length();
            case AttributeValue.B(Bytes binary) -> binary.length();
            default -> 32;
          };
      room += attribute.getKey().length() + content + 8;
    }
    return room;
  }

  private void members(Map<String, AttributeValue> members, int level) {
    count(members.size());
    for (Map.Entry<String, AttributeValue> member : members.entrySet()) {
      text(member.getKey());
      value(member.getValue(), level);
    }
  }

  private void value(AttributeValue value, int level) {
    if (level > AttributeValueCollector.MAX_LEVELS) {
      throw new IllegalArgumentException("nested deeper than an item may be");
    }
    put(ItemCodec.tagOf(value));
    switch (value) {
      case AttributeValue.S(String text) -> text(text);
      case AttributeValue.N(DynamoNumber number) -> number(number);
      case AttributeValue.B(Bytes content) -> bytes(content);
      case AttributeValue.SS set -> {
        count(set.values().size());
        set.values().forEach(this::text);
      }
      case AttributeValue.NS set -> {
        count(set.values().size());
        set.values().forEach(this::number);
      }
      case AttributeValue.BS set -> {
        count(set.values().size());
        set.values().forEach(this::bytes);
      }
      case AttributeValue.M map -> members(map.values(), level + 1);
      case AttributeValue.L list -> {
        count(list.values().size());
        for (AttributeValue element : list.values()) {
          value(element, level + 1);
        }
      }
      case AttributeValue.NULL _, AttributeValue.BOOL _ -> {
        // The tag says it all.
      }
    }
  }

  private void text(String text) {
    if (!Utf8.hasUnpairedSurrogate(text)) {
      byte[] utf8 = text.getBytes(UTF_8);
      count(2 * utf8.length);
      put(utf8);
    } else {
      count(2 * (2 * text.length()) + 1);
      ensure(2 * text.length());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        bytes[length++] = (byte) (c >>> 8);
        bytes[length++] = (byte) c;
      }
    }
  }

  private void bytes(Bytes content) {
    count(content.length());
    put(content.unsafeArray());
  }

  private void number(DynamoNumber number) {
    String digits = number.digits();
    put((number.signum() < 0 ? ItemCodec.NEGATIVE : 0) + digits.length());
    if (digits.isEmpty()) {
      return;
    }
    put(number.exponent() - DynamoNumber.MIN_EXPONENT);
    for (int i = 0; i < digits.length(); i += 2) {
      int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
      put(((digits.charAt(i) - '0') << 4) | low);
    }
  }

  private void count(int count) {
    int rest = count;
    while (rest >= 0x80) {
      put(rest | 0x80);
      rest >>>= 7;
    }
    put(rest);
  }

  private void put(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
  }

  private void put(byte[] content) {
    ensure(content.length);
    System.arraycopy(content, 0, bytes, length, content.length);
    length += content.length;
  }

  private void ensure(int room) {
    if (bytes.length - length < room) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + room));
    }
  }
}
