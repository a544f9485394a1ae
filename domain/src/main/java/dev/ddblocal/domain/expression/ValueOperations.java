package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Utf8;
import java.util.Arrays;

/** What the functions and comparators of conditions make of values; a missing value is null. */
final class ValueOperations {
  private ValueOperations() {}

  /** Whether two values have an order: both strings, both numbers or both binary. */
  static boolean comparable(AttributeValue left, AttributeValue right) {
    return switch (left) {
      case AttributeValue.S _ -> right instanceof AttributeValue.S;
      case AttributeValue.N _ -> right instanceof AttributeValue.N;
      case AttributeValue.B _ -> right instanceof AttributeValue.B;
      case null, default -> false;
    };
  }

  /** The order of two values that are {@link #comparable}. */
  static int compare(AttributeValue left, AttributeValue right) {
    if (left instanceof AttributeValue.S(String l) && right instanceof AttributeValue.S(String r)) {
      return Utf8.compare(l, r);
    }
    if (left instanceof AttributeValue.N(DynamoNumber l)
        && right instanceof AttributeValue.N(DynamoNumber r)) {
      return l.compareTo(r);
    }
    if (left instanceof AttributeValue.B(Bytes l) && right instanceof AttributeValue.B(Bytes r)) {
      return l.compareTo(r);
    }
    throw new IllegalArgumentException("values of types without a common order");
  }

  /** A value that has an order, as messages show it. */
  static String shown(AttributeValue value) {
    String content =
        switch (value) {
          case AttributeValue.S(String text) -> text;
          case AttributeValue.N(DynamoNumber number) -> number.toPlainString();
          case AttributeValue.B(Bytes bytes) -> bytes.toBase64();
          default -> throw new IllegalArgumentException("a value without an order");
        };
    return "AttributeValue: {" + value.typeDescriptor() + ":" + content + "}";
  }

  /**
   * The size of a value as a number, or null for a type that has none. A string's is its number of
   * UTF-16 code units: the service counts a character beyond the basic plane as two.
   */
  static AttributeValue size(AttributeValue value) {
    int size =
        switch (value) {
          case AttributeValue.S(String text) -> text.length();
          case AttributeValue.B(Bytes bytes) -> bytes.length();
          case AttributeValue.SS set -> set.values().size();
          case AttributeValue.NS set -> set.values().size();
          case AttributeValue.BS set -> set.values().size();
          case AttributeValue.L list -> list.values().size();
          case AttributeValue.M map -> map.values().size();
          case AttributeValue.N _, AttributeValue.BOOL _, AttributeValue.NULL _ -> -1;
        };
    return size < 0 ? null : new AttributeValue.N(DynamoNumber.of(size));
  }

  /** Whether a string or binary value starts with another. */
  static boolean beginsWith(AttributeValue value, AttributeValue prefix) {
    if (value instanceof AttributeValue.S(String text)
        && prefix instanceof AttributeValue.S(String start)) {
      return text.startsWith(start);
    }
    return value instanceof AttributeValue.B(Bytes bytes)
        && prefix instanceof AttributeValue.B(Bytes start)
        && isAt(bytes.unsafeArray(), 0, start.unsafeArray());
  }

  /** Whether a value has another within it. */
  static boolean contains(AttributeValue container, AttributeValue part) {
    if (part == null) {
      return false;
    }
    return switch (container) {
      case AttributeValue.S(String text) ->
          part instanceof AttributeValue.S(String sought) && text.contains(sought);
      case AttributeValue.B(Bytes bytes) ->
          part instanceof AttributeValue.B(Bytes sought) && contains(bytes, sought);
      case AttributeValue.SS set ->
          part instanceof AttributeValue.S(String member) && set.values().contains(member);
      case AttributeValue.NS set ->
          part instanceof AttributeValue.N(DynamoNumber member) && set.values().contains(member);
      case AttributeValue.BS set ->
          part instanceof AttributeValue.B(Bytes member) && set.values().contains(member);
      case AttributeValue.L list -> list.values().contains(part);
      case null, default -> false;
    };
  }

  private static boolean contains(Bytes bytes, Bytes sought) {
    byte[] all = bytes.unsafeArray();
    byte[] part = sought.unsafeArray();
    for (int i = 0; i <= all.length - part.length; i++) {
      if (isAt(all, i, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] all, int start, byte[] part) {
    return start + part.length <= all.length
        && Arrays.equals(all, start, start + part.length, part, 0, part.length);
  }
}
