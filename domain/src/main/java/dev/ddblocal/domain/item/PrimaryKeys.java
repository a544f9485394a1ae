package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.DocumentPath;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.key.KeyLimits;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.List;
import java.util.Map;

/** Finds an item's primary key in what a caller sent, and the rules it has to keep. */
public final class PrimaryKeys {
  private static final String INVALID = "One or more parameter values were invalid: ";
  private static final String NO_MATCH = "The provided key element does not match the schema";

  private PrimaryKeys() {}

  /**
   * The key of an item that PutItem puts.
   *
   * @throws DynamoDbException a ValidationException that names the key attribute that is missing or
   *     of the wrong type
   */
  static ItemKey ofItem(KeySchema schema, Map<String, AttributeValue> item) {
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value == null) {
        throw DynamoDbException.validation(
            INVALID + "Missing the key " + attribute.name() + " in the item");
      }
      if (!attribute.hasType(value)) {
        throw DynamoDbException.validation(
            INVALID
                + "Type mismatch for key "
                + attribute.name()
                + " expected: "
                + attribute.type()
                + " actual: "
                + value.typeDescriptor());
      }
    }
    return encode(schema, item);
  }

  /**
   * The key of an item that BatchWriteItem puts: its mistakes are worded like those of a Key.
   *
   * @throws DynamoDbException a ValidationException
   */
  static ItemKey ofBatchItem(KeySchema schema, Map<String, AttributeValue> item) {
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = item.get(attribute.name());
      if (value == null || !attribute.hasType(value)) {
        throw DynamoDbException.validation(NO_MATCH);
      }
    }
    return encode(schema, item);
  }

  /**
   * The key that a Key parameter names: exactly the key attributes.
   *
   * @throws DynamoDbException a ValidationException
   */
  public static ItemKey ofKey(KeySchema schema, Map<String, AttributeValue> key) {
    if (key.size() != schema.attributes().size()) {
      throw DynamoDbException.validation(NO_MATCH);
    }
    return ofBatchItem(schema, key);
  }

  /**
   * Refuses a key attribute that is empty, be the others as they may.
   *
   * @param attributes an item or a key
   * @throws DynamoDbException a ValidationException that names the first of them
   */
  public static void requireContent(KeySchema schema, Map<String, AttributeValue> attributes) {
    for (KeyAttribute attribute : schema.attributes()) {
      AttributeValue value = attributes.get(attribute.name());
      if (value != null && attribute.hasType(value)) {
        KeyLimits.requireContent(attribute, value);
      }
    }
  }

  /**
   * Refuses an update of a key attribute.
   *
   * @param paths the places that the update changes
   * @throws DynamoDbException a ValidationException that names the first of them in a key attribute
   */
  static void requireUntouched(KeySchema schema, List<DocumentPath> paths) {
    for (DocumentPath path : paths) {
      if (schema.contains(path.attribute())) {
        throw DynamoDbException.validation(
            INVALID
                + "Cannot update attribute "
                + path.attribute()
                + ". This attribute is part of the key");
      }
    }
  }

  private static ItemKey encode(KeySchema schema, Map<String, AttributeValue> attributes) {
    requireContent(schema, attributes);
    KeyLimits.requireLengths(schema, attributes);
    return KeyEncoding.keyOf(schema, attributes);
  }
}
