package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.KeyType;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that key schemas have to keep for the attribute definitions of their request. Those of
 * tables and local secondary indexes have one partition key attribute and at most one sort key
 * attribute, those of global secondary indexes up to four of each.
 */
final class KeySchemaRules {
  /** The most partition key attributes, and the most sort key attributes, of a global index. */
  private static final int MAX_GLOBAL_ATTRIBUTES = 4;

  private static final String INVALID_SCHEMA = "Invalid KeySchema: ";

  private final Map<String, ScalarAttributeType> types;

  private KeySchemaRules(Map<String, ScalarAttributeType> types) {
    this.types = types;
  }

  /**
   * The rules for a request with these attribute definitions.
   *
   * @param definitions the definitions; null for none
   * @throws DynamoDbException a ValidationException if two define the same attribute
   */
  static KeySchemaRules of(List<AttributeDefinition> definitions) {
    Map<String, ScalarAttributeType> types = new LinkedHashMap<>();
    for (AttributeDefinition each :
        definitions == null ? List.<AttributeDefinition>of() : definitions) {
      if (types.put(each.attributeName(), each.attributeType()) != null) {
        throw duplicateDefinition(each.attributeName());
      }
    }
    return new KeySchemaRules(types);
  }

  /**
   * Checks that a member was sent that the service model does not require.
   *
   * @param member the member's name as messages have it
   * @throws DynamoDbException a ValidationException if it was not
   */
  static void requirePresent(String member, List<?> value) {
    if (value == null) {
      throw DynamoDbException.validation(
          "1 validation error detected: Value null at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
  }

  /** The refusal of an attribute that is defined twice. */
  static DynamoDbException duplicateDefinition(String attribute) {
    return invalid("Duplicate AttributeName in AttributeDefinitions: " + attribute);
  }

  /** The defined attributes in the order they were sent. */
  List<KeyAttribute> definitions() {
    return types.entrySet().stream()
        .map(each -> new KeyAttribute(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * Reads the key of a table.
   *
   * @param elements the key
   * @param indexed whether the table has indexes, which use definitions, too
   * @throws DynamoDbException a ValidationException for a key that does not fit the definitions
   */
  KeySchema tableKey(List<KeySchemaElement> elements, boolean indexed) {
    requireSimpleRoles(elements);
    requireEnoughDefinitions(elements);
    if (!indexed && types.size() > elements.size()) {
      throw invalid(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
    return key(elements);
  }

  /** Reads the key of a local secondary index. */
  KeySchema localKey(List<KeySchemaElement> elements) {
    requireSimpleRoles(elements);
    requireEnoughDefinitions(elements);
    return key(elements);
  }

  /** Reads the key of a global secondary index. */
  KeySchema globalKey(List<KeySchemaElement> elements) {
    requireFirstIsHash(elements);
    requireOrder(elements);
    requireAtMostFour(elements, KeyType.HASH);
    requireAtMostFour(elements, KeyType.RANGE);
    requireEnoughDefinitions(elements);
    return key(elements);
  }

  /**
   * Checks that keys use all definitions.
   *
   * @param keys the keys of the table and of its indexes
   * @throws DynamoDbException a ValidationException that lists the definitions and the keys
   */
  void requireAllUsed(List<KeySchema> keys) {
    Set<String> used = new LinkedHashSet<>();
    keys.forEach(key -> key.attributes().forEach(attribute -> used.add(attribute.name())));
    if (!used.containsAll(types.keySet())) {
      throw invalid(
          "Some AttributeDefinitions are not used. AttributeDefinitions: "
              + types.keySet()
              + ", keys used: "
              + used);
    }
  }

  private static void requireSimpleRoles(List<KeySchemaElement> elements) {
    requireFirstIsHash(elements);
    if (elements.size() > 1 && elements.get(1).keyType() != KeyType.RANGE) {
      throw DynamoDbException.validation(
          INVALID_SCHEMA + "The second KeySchemaElement is not a RANGE key type");
    }
  }

  private static void requireFirstIsHash(List<KeySchemaElement> elements) {
    if (elements.getFirst().keyType() != KeyType.HASH) {
      throw DynamoDbException.validation(
          INVALID_SCHEMA + "The first KeySchemaElement is not a HASH key type");
    }
  }

  private static void requireOrder(List<KeySchemaElement> elements) {
    boolean ranges = false;
    for (KeySchemaElement element : elements) {
      if (ranges && element.keyType() == KeyType.HASH) {
        throw DynamoDbException.validation(
            INVALID_SCHEMA
                + "All HASH key attributes must precede RANGE key attributes in the KeySchema");
      }
      ranges |= element.keyType() == KeyType.RANGE;
    }
  }

  private static void requireAtMostFour(List<KeySchemaElement> elements, KeyType type) {
    if (elements.stream().filter(each -> each.keyType() == type).count() > MAX_GLOBAL_ATTRIBUTES) {
      throw DynamoDbException.validation(
          INVALID_SCHEMA
              + "The KeySchema exceeds the maximum allowed number of "
              + type
              + " key attributes");
    }
  }

  private void requireEnoughDefinitions(List<KeySchemaElement> elements) {
    if (types.size() < elements.size()) {
      throw DynamoDbException.validation(
          INVALID_SCHEMA + "Some index key attribute have no definition");
    }
  }

  private KeySchema key(List<KeySchemaElement> elements) {
    requireDefined(elements);
    return new KeySchema(attributes(elements, KeyType.HASH), attributes(elements, KeyType.RANGE));
  }

  private void requireDefined(List<KeySchemaElement> elements) {
    List<String> names = elements.stream().map(KeySchemaElement::attributeName).toList();
    if (!types.keySet().containsAll(names)) {
      throw invalid(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: "
              + names
              + ", AttributeDefinitions: "
              + types.keySet());
    }
    if (names.stream().distinct().count() < names.size()) {
      throw DynamoDbException.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
  }

  private List<KeyAttribute> attributes(List<KeySchemaElement> elements, KeyType type) {
    return elements.stream()
        .filter(each -> each.keyType() == type)
        .map(each -> new KeyAttribute(each.attributeName(), types.get(each.attributeName())))
        .toList();
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation("One or more parameter values were invalid: " + what);
  }
}
