package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that a table's key schema and attribute definitions have to keep. */
final class KeySchemaRules {
  private KeySchemaRules() {}

  /**
   * Reads a table's key from a request.
   *
   * @throws DynamoDbException a ValidationException for a key that does not fit its definitions
   */
  static KeySchema tableKey(
      List<KeySchemaElement> elements, List<AttributeDefinition> definitions) {
    requirePresent("keySchema", elements);
    requirePresent("attributeDefinitions", definitions);
    requireRoles(elements);
    Map<String, ScalarAttributeType> types = types(definitions);
    requireDefined(elements, types);
    KeyAttribute partition = attribute(elements.getFirst(), types);
    return elements.size() == 1
        ? new KeySchema(List.of(partition), List.of())
        : new KeySchema(List.of(partition), List.of(attribute(elements.getLast(), types)));
  }

  private static void requirePresent(String member, List<?> value) {
    if (value == null) {
      throw DynamoDbException.validation(
          "1 validation error detected: Value null at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
  }

  private static void requireRoles(List<KeySchemaElement> elements) {
    if (elements.getFirst().keyType() != KeyType.HASH) {
      throw DynamoDbException.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (elements.size() > 1 && elements.get(1).keyType() != KeyType.RANGE) {
      throw DynamoDbException.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
  }

  private static Map<String, ScalarAttributeType> types(List<AttributeDefinition> definitions) {
    Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
    for (AttributeDefinition definition : definitions) {
      if (types.put(definition.attributeName(), definition.attributeType()) != null) {
        throw DynamoDbException.validation(
            "One or more parameter values were invalid: Duplicate AttributeName in"
                + " AttributeDefinitions: "
                + definition.attributeName());
      }
    }
    return types;
  }

  private static void requireDefined(
      List<KeySchemaElement> elements, Map<String, ScalarAttributeType> types) {
    if (types.size() < elements.size()) {
      throw DynamoDbException.validation(
          "Invalid KeySchema: Some index key attribute have no definition");
    }
    List<String> keys = elements.stream().map(KeySchemaElement::attributeName).toList();
    if (types.size() > elements.size()) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Number of attributes in KeySchema does not"
              + " exactly match number of attributes defined in AttributeDefinitions");
    }
    if (!types.keySet().containsAll(keys)) {
      throw DynamoDbException.validation(
          "One or more parameter values were invalid: Some index key attributes are not defined in"
              + " AttributeDefinitions. Keys: "
              + keys
              + ", AttributeDefinitions: "
              + types.keySet());
    }
    if (keys.stream().distinct().count() < keys.size()) {
      throw DynamoDbException.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
  }

  private static KeyAttribute attribute(
      KeySchemaElement element, Map<String, ScalarAttributeType> types) {
    return new KeyAttribute(element.attributeName(), types.get(element.attributeName()));
  }
}
