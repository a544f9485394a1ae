package dev.ddblocal.domain.key;

import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.ItemSize;
import java.util.List;
import java.util.Map;

/** What values can be keys of tables and indexes (spec: keys). */
public final class KeyLimits {
  /** The most bytes of a partition key's values together. */
  public static final int MAX_PARTITION_KEY_BYTES = 2048;

  /** The most bytes of a sort key's values together. */
  public static final int MAX_SORT_KEY_BYTES = 1024;

  private KeyLimits() {}

  /** Whether the attributes hold a key: each value there, of its type, not empty, not too long. */
  public static boolean holdKey(KeySchema schema, Map<String, AttributeValue> attributes) {
    return areKeys(schema.partition(), attributes, MAX_PARTITION_KEY_BYTES)
        && areKeys(schema.sort(), attributes, MAX_SORT_KEY_BYTES);
  }

  /** Whether the value is an empty string or an empty binary value, which no key can be. */
  public static boolean isEmpty(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S(String text) -> text.isEmpty();
      case AttributeValue.B(var bytes) -> bytes.length() == 0;
      default -> false;
    };
  }

  private static boolean areKeys(
      List<KeyAttribute> keys, Map<String, AttributeValue> attributes, int maxBytes) {
    int bytes = 0;
    for (KeyAttribute key : keys) {
      AttributeValue value = attributes.get(key.name());
      if (value == null || !key.hasType(value) || isEmpty(value)) {
        return false;
      }
      bytes += ItemSize.of(value);
    }
    return bytes <= maxBytes;
  }
}
