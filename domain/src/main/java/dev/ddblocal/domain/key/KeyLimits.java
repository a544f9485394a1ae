package dev.ddblocal.domain.key;

import dev.ddblocal.domain.error.DynamoDbException;
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

  /**
   * Refuses an empty value for a key attribute.
   *
   * @throws DynamoDbException a ValidationException
   */
  public static void requireContent(KeyAttribute attribute, AttributeValue value) {
    if (isEmpty(value)) {
      throw DynamoDbException.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + (value instanceof AttributeValue.S ? "string" : "binary")
              + " value. Key: "
              + attribute.name());
    }
  }

  /**
   * Refuses a key that is too long.
   *
   * @param attributes the key's values; one that is missing counts nothing
   * @throws DynamoDbException a ValidationException
   */
  public static void requireLengths(KeySchema schema, Map<String, AttributeValue> attributes) {
    if (bytes(schema.partition(), attributes) > MAX_PARTITION_KEY_BYTES) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size"
              + " limit of"
              + MAX_PARTITION_KEY_BYTES
              + " bytes");
    }
    if (bytes(schema.sort(), attributes) > MAX_SORT_KEY_BYTES) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Aggregated size of all range keys has"
              + " exceeded the size limit of "
              + MAX_SORT_KEY_BYTES
              + " bytes");
    }
  }

  private static int bytes(List<KeyAttribute> keys, Map<String, AttributeValue> attributes) {
    int bytes = 0;
    for (KeyAttribute key : keys) {
      AttributeValue value = attributes.get(key.name());
      bytes += value == null ? 0 : ItemSize.of(value);
    }
    return bytes;
  }

  private static boolean areKeys(
      List<KeyAttribute> keys, Map<String, AttributeValue> attributes, int maxBytes) {
    for (KeyAttribute key : keys) {
      AttributeValue value = attributes.get(key.name());
      if (value == null || !key.hasType(value) || isEmpty(value)) {
        return false;
      }
    }
    return bytes(keys, attributes) <= maxBytes;
  }
}
