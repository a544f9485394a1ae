package dev.ddblocal.domain.value;

import java.util.Map;

/**
 * DynamoDB's size of items and values, in bytes. It decides what is too large and what an operation
 * costs, and is not the size of any encoding.
 *
 * <p>See "DynamoDB item sizes and formats" in the developer guide; the arithmetic of numbers is as
 * measured on the service.
 */
public final class ItemSize {
  /** The largest size an item may have. */
  public static final int MAX = 409_600;

  private static final int CONTAINER = 3;
  private static final int ELEMENT = 1;

  private ItemSize() {}

  /** The size of an item: of all its attributes with their names. */
  public static int of(Item item) {
    return ofAttributes(item.attributes());
  }

  /** The size of attributes with their names. */
  public static int ofAttributes(Map<String, AttributeValue> attributes) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      size += ofAttribute(attribute.getKey(), attribute.getValue());
    }
    return size;
  }

  /** The size of one attribute with its name. */
  public static int ofAttribute(String name, AttributeValue value) {
    return Utf8.length(name) + of(value);
  }

  /** The size of a value. */
  public static int of(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S(String text) -> Utf8.length(text);
      case AttributeValue.N(DynamoNumber number) -> of(number);
      case AttributeValue.B(Bytes bytes) -> bytes.length();
      case AttributeValue.BOOL _, AttributeValue.NULL _ -> 1;
      case AttributeValue.SS set -> {
        int size = 0;
        for (String member : set.values()) {
          size += Utf8.length(member);
        }
        yield size;
      }
      case AttributeValue.NS set -> {
        int size = 0;
        for (DynamoNumber member : set.values()) {
          size += of(member);
        }
        yield size;
      }
      case AttributeValue.BS set -> {
        int size = 0;
        for (Bytes member : set.values()) {
          size += member.length();
        }
        yield size;
      }
      case AttributeValue.L list -> {
        int size = CONTAINER;
        for (AttributeValue element : list.values()) {
          size += ELEMENT + of(element);
        }
        yield size;
      }
      case AttributeValue.M map ->
          CONTAINER + ELEMENT * map.values().size() + ofAttributes(map.values());
    };
  }

  /**
   * The size of a number: a byte, a byte for each two significant digits before the point, likewise
   * behind it, and a byte for a sign. Zeros at the end of an integer and zeros that lead a fraction
   * without integer part do not count.
   */
  public static int of(DynamoNumber number) {
    if (number.signum() == 0) {
      return 1;
    }
    int digits = number.digits().length();
    int integerDigits = Math.clamp(number.exponent() + 1, 0, digits);
    int fractionDigits = digits - integerDigits;
    int sign = number.signum() < 0 ? 1 : 0;
    return 1 + (integerDigits + 1) / 2 + (fractionDigits + 1) / 2 + sign;
  }
}
