package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.KeyClause;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conjunction that says of a key as much as it can: which tests of key attributes a read can use,
 * and what is left to be looked at in the items.
 *
 * @param partition the values that the partition key attributes equal
 * @param sort the tests of the first sort key attributes, all but the last of them equality
 * @param rest the other conditions
 */
record KeyedWhere(
    Map<String, AttributeValue> partition, List<KeyClause> sort, List<Condition> rest) {
  /**
   * Takes the tests of a key out of a conjunction; empty if a partition key attribute has no value
   * that it equals.
   */
  static Optional<KeyedWhere> of(KeySchema key, List<Condition> conjuncts) {
    List<Condition> rest = new ArrayList<>(conjuncts);
    Map<String, AttributeValue> partition = new LinkedHashMap<>();
    for (KeyAttribute attribute : key.partition()) {
      if (!(take(rest, attribute.name(), true) instanceof KeyTest.EqualTo(AttributeValue value))) {
        return Optional.empty();
      }
      partition.put(attribute.name(), value);
    }
    List<KeyClause> sort = new ArrayList<>();
    for (KeyAttribute attribute : key.sort()) {
      KeyTest test = take(rest, attribute.name(), true);
      if (test == null) {
        KeyTest last = take(rest, attribute.name(), false);
        if (last != null) {
          sort.add(new KeyClause(attribute.name(), last));
        }
        break;
      }
      sort.add(new KeyClause(attribute.name(), test));
    }
    return Optional.of(new KeyedWhere(partition, sort, rest));
  }

  /**
   * The branches of a clause, each of which says of a key what it can; none if a read has to go
   * over all items, as a branch does not say what the partition key equals.
   *
   * @param key the key of what is read
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException for an IN with too
   *     many partition key values
   */
  static List<KeyedWhere> branches(KeySchema key, Optional<Condition> where) {
    List<List<Condition>> conjunctions =
        where.flatMap(condition -> WhereBranches.of(key, condition)).orElse(List.of());
    List<KeyedWhere> branches = new ArrayList<>(conjunctions.size());
    for (List<Condition> conjunction : conjunctions) {
      Optional<KeyedWhere> branch = of(key, conjunction);
      if (branch.isEmpty()) {
        return List.of();
      }
      branches.add(branch.get());
    }
    return branches;
  }

  /** The first test of an attribute, taken out of the conditions; null if there is none. */
  private static KeyTest take(List<Condition> conditions, String attribute, boolean equality) {
    for (Condition condition : conditions) {
      Optional<KeyClause> clause = KeyClause.of(condition);
      if (clause.isPresent()
          && clause.get().attribute().equals(attribute)
          && (!equality || clause.get().test() instanceof KeyTest.EqualTo)) {
        conditions.remove(condition);
        return clause.get().test();
      }
    }
    return null;
  }

  /**
   * The key of one item of a table, and what the item must meet besides; empty if the conjunction
   * does not equal every key attribute with a value.
   */
  static Optional<KeyedWhere> ofItem(KeySchema key, Optional<Condition> where) {
    return of(key, where.map(KeyedWhere::conjuncts).orElse(List.of()))
        .filter(keyed -> keyed.namesItem(key));
  }

  /** Whether every attribute of the key equals a value. */
  boolean namesItem(KeySchema key) {
    return sort.size() == key.sort().size()
        && sort.stream().allMatch(clause -> clause.test() instanceof KeyTest.EqualTo);
  }

  /** The attributes of the key of the item that {@link #namesItem} means. */
  Map<String, AttributeValue> itemKey() {
    Map<String, AttributeValue> key = new LinkedHashMap<>(partition);
    for (KeyClause clause : sort) {
      if (clause.test() instanceof KeyTest.EqualTo(AttributeValue value)) {
        key.put(clause.attribute(), value);
      }
    }
    return key;
  }

  /** What is left to be looked at in the items. */
  Optional<Condition> filter() {
    return switch (rest.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(rest.getFirst());
      default -> Optional.of(new Condition.And(rest));
    };
  }

  /** The conditions that all have to hold for a condition to hold. */
  static List<Condition> conjuncts(Condition condition) {
    return condition instanceof Condition.And(List<Condition> parts)
        ? parts.stream().flatMap(part -> conjuncts(part).stream()).toList()
        : List.of(condition);
  }
}
