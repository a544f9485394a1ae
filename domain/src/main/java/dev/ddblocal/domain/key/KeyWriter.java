package dev.ddblocal.domain.key;

import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Utf8;
import java.util.Arrays;

/** Writes key values one behind the other, in the layout that {@link KeyEncoding} shows. */
final class KeyWriter {
  private static final byte TERMINATOR = 0x00;
  private static final byte ESCAPE = 0x01;
  private static final byte ESCAPED_00 = 0x01;
  private static final byte ESCAPED_01 = 0x02;

  private static final byte NEGATIVE = 0x01;
  private static final byte ZERO = 0x02;
  private static final byte POSITIVE = 0x03;

  private byte[] bytes;
  private int length;

  /** A writer that goes on behind the given bytes. */
  KeyWriter(byte[] start, int startLength) {
    bytes = Arrays.copyOf(start, startLength + 48);
    length = startLength;
  }

  /** The number of bytes written. */
  int length() {
    return length;
  }

  /** The bytes written; the writer is used up. */
  byte[] toBytes() {
    return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Puts the hash of the bytes from an offset to the end into the eight bytes at the start. */
  void hashFrom(int offset) {
    long hash = XxHash64.hash(bytes, offset, length);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (hash >>> (56 - 8 * i));
    }
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException if it is not of the key attribute's type
   */
  void value(KeyAttribute attribute, AttributeValue value) {
    switch (value) {
      case AttributeValue.S(String text) when attribute.type() == ScalarAttributeType.S -> {
        escaped(Utf8.encode(text));
        put(TERMINATOR);
      }
      case AttributeValue.B(Bytes content) when attribute.type() == ScalarAttributeType.B -> {
        escaped(content.unsafeArray());
        put(TERMINATOR);
      }
      case AttributeValue.N(DynamoNumber number) when attribute.type() == ScalarAttributeType.N ->
          number(number);
      case null, default -> throw mismatch(attribute, value);
    }
  }

  /**
   * Writes what all values that begin with the given string or binary value begin with.
   *
   * @throws IllegalArgumentException if it is not of the key attribute's type, or a number
   */
  void beginning(KeyAttribute attribute, AttributeValue value) {
    switch (value) {
      case AttributeValue.S(String text) when attribute.type() == ScalarAttributeType.S ->
          escaped(Utf8.encode(text));
      case AttributeValue.B(Bytes content) when attribute.type() == ScalarAttributeType.B ->
          escaped(content.unsafeArray());
      case null, default -> throw mismatch(attribute, value);
    }
  }

  private static IllegalArgumentException mismatch(KeyAttribute attribute, AttributeValue value) {
    return new IllegalArgumentException(
        "key attribute %s of type %s cannot be %s"
            .formatted(
                attribute.name(), attribute.type(), value == null ? null : value.typeDescriptor()));
  }

  private void escaped(byte[] content) {
    ensure(2 * content.length);
    for (byte b : content) {
      if (b == 0x00) {
        bytes[length++] = ESCAPE;
        bytes[length++] = ESCAPED_00;
      } else if (b == 0x01) {
        bytes[length++] = ESCAPE;
        bytes[length++] = ESCAPED_01;
      } else {
        bytes[length++] = b;
      }
    }
  }

  private void number(DynamoNumber number) {
    if (number.signum() == 0) {
      put(ZERO);
      return;
    }
    ensure(2 + DynamoNumber.MAX_DIGITS / 2);
    boolean negative = number.signum() < 0;
    // The complement of every byte turns the order of magnitudes around.
    int flip = negative ? 0xFF : 0x00;
    bytes[length++] = negative ? NEGATIVE : POSITIVE;
    bytes[length++] = (byte) ((number.exponent() - DynamoNumber.MIN_EXPONENT) ^ flip);
    String digits = number.digits();
    for (int i = 0; i < digits.length(); i += 2) {
      int pair = (digits.charAt(i) - '0') * 10;
      if (i + 1 < digits.length()) {
        pair += digits.charAt(i + 1) - '0';
      }
      int more = i + 2 < digits.length() ? 1 : 0;
      bytes[length++] = (byte) ((2 * pair + more) ^ flip);
    }
  }

  private void put(byte b) {
    ensure(1);
    bytes[length++] = b;
  }

  private void ensure(int room) {
    if (bytes.length - length < room) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + room));
    }
  }
}
