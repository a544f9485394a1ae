package dev.ddblocal.domain.query;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.KeyClause;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.key.KeyLimits;
import dev.ddblocal.domain.key.KeyPrefix;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The run of keys that a key condition means: equality on the whole partition key, and on the sort
 * key attributes from the first on, the last one of which may also be compared.
 *
 * @param partition all keys of the partition
 * @param keys those of them that meet the condition
 */
public record KeyConditionRange(KeyRange partition, KeyRange keys) {
  /**
   * Fits a condition to the key of what is read.
   *
   * @throws DynamoDbException a ValidationException for a condition that does not fit
   */
  public static KeyConditionRange of(AccessPath path, KeyCondition condition) {
    KeySchema key = path.key();
    Map<String, KeyTest> tests = byAttribute(condition.clauses(), key);
    Map<String, AttributeValue> partition = partition(key, tests);
    int conditioned = requireSortKeyPrefix(key, tests);
    for (KeyAttribute attribute : key.attributes()) {
      if (tests.containsKey(attribute.name())) {
        KeyOperands.require(attribute, tests.get(attribute.name()));
      }
    }
    KeyLimits.requireLengths(key, operands(tests));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(path.storedKey(), partition);
    KeyRange all = prefix.all();
    if (conditioned == 0) {
      return new KeyConditionRange(all, all);
    }
    for (KeyAttribute attribute : key.sort().subList(0, conditioned - 1)) {
      prefix = prefix.with(((KeyTest.EqualTo) tests.get(attribute.name())).value());
    }
    KeyTest last = tests.get(key.sort().get(conditioned - 1).name());
    return new KeyConditionRange(all, range(prefix, last));
  }

  /**
   * What is left of the keys behind the one that a page ended with.
   *
   * @param startKey that key, its values sound; empty for all keys
   * @param direction the order in which keys are read
   * @throws DynamoDbException a ValidationException for a key that no page of these keys ends with
   */
  public KeyRange rest(
      AccessPath path, Optional<Map<String, AttributeValue>> startKey, Direction direction) {
    if (startKey.isEmpty()) {
      return keys;
    }
    ItemKey start = PageStart.ofQuery(path, startKey.get(), partition, keys);
    return switch (direction) {
      case FORWARD -> keys.after(start);
      case BACKWARD -> keys.before(start);
    };
  }

  private static Map<String, KeyTest> byAttribute(List<KeyClause> clauses, KeySchema key) {
    int attributes = key.attributes().size();
    if (clauses.size() > attributes) {
      throw DynamoDbException.validation(
          "The number of query conditions ("
              + clauses.size()
              + ") exceeds the number of key attributes defined in the schema ("
              + attributes
              + ")");
    }
    Map<String, KeyTest> tests = new LinkedHashMap<>();
    clauses.forEach(clause -> tests.put(clause.attribute(), clause.test()));
    return tests;
  }

  private static Map<String, AttributeValue> partition(KeySchema key, Map<String, KeyTest> tests) {
    Map<String, AttributeValue> values = new HashMap<>();
    for (KeyAttribute attribute : key.partition()) {
      switch (tests.get(attribute.name())) {
        case null -> throw missed(attribute);
        case KeyTest.EqualTo(AttributeValue value) -> values.put(attribute.name(), value);
        default -> throw DynamoDbException.validation("Query key condition not supported");
      }
    }
    return values;
  }

  /** How many sort key attributes have a condition: the first ones, all but the last equality. */
  private static int requireSortKeyPrefix(KeySchema key, Map<String, KeyTest> tests) {
    List<KeyAttribute> sort = key.sort();
    int conditioned = tests.size() - key.partition().size();
    if (conditioned > 0 && sort.stream().noneMatch(each -> tests.containsKey(each.name()))) {
      throw missed(sort.getFirst());
    }
    int last = sort.size() - 1;
    while (last >= 0 && !tests.containsKey(sort.get(last).name())) {
      last--;
    }
    List<String> gaps =
        sort.subList(0, Math.max(last, 0)).stream()
            .map(KeyAttribute::name)
            .filter(name -> !(tests.get(name) instanceof KeyTest.EqualTo))
            .toList();
    if (!gaps.isEmpty()) {
      throw DynamoDbException.validation(
          "RANGE key attributes "
              + String.join(", ", gaps)
              + " must have equality conditions specified in the query because a condition is"
              + " present on key attribute "
              + sort.get(last).name());
    }
    if (conditioned != last + 1) {
      throw missed(sort.get(last + 1));
    }
    return conditioned;
  }

  private static Map<String, AttributeValue> operands(Map<String, KeyTest> tests) {
    Map<String, AttributeValue> operands = new HashMap<>();
    tests.forEach((name, test) -> operands.put(name, KeyOperands.of(test).getLast()));
    return operands;
  }

  private static KeyRange range(KeyPrefix prefix, KeyTest test) {
    return switch (test) {
      case KeyTest.EqualTo(AttributeValue value) -> prefix.equalTo(value);
      case KeyTest.LessThan(AttributeValue value) -> prefix.lessThan(value);
      case KeyTest.LessOrEqual(AttributeValue value) -> prefix.lessOrEqual(value);
      case KeyTest.GreaterThan(AttributeValue value) -> prefix.greaterThan(value);
      case KeyTest.GreaterOrEqual(AttributeValue value) -> prefix.greaterOrEqual(value);
      case KeyTest.Between(AttributeValue low, AttributeValue high) -> prefix.between(low, high);
      case KeyTest.BeginsWith(AttributeValue start) -> prefix.beginsWith(start);
    };
  }

  private static DynamoDbException missed(KeyAttribute attribute) {
    return DynamoDbException.validation(
        "Query condition missed key schema element: " + attribute.name());
  }
}
