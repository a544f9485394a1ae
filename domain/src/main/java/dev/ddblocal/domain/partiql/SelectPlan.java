package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.expression.KeyClause;
import dev.ddblocal.domain.expression.KeyCondition;
import dev.ddblocal.domain.expression.KeyTest;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.query.AccessPath;
import dev.ddblocal.domain.query.KeyConditionRange;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a SELECT is read.
 *
 * <pre>
 *   every key attribute of the table equals a value          the item, as by GetItem
 *   the partition key equals a value, or one of several      runs of keys, each as by Query
 *   anything else                                            all of it, as by Scan
 * </pre>
 */
sealed interface SelectPlan {
  /** What an item must meet to be answered. */
  Optional<Condition> filter();

  /**
   * One item by its key.
   *
   * @param key the key's attributes
   * @param filter what the item must meet besides
   */
  record OneItem(Map<String, AttributeValue> key, Optional<Condition> filter)
      implements SelectPlan {}

  /**
   * Runs of keys, one after the other.
   *
   * @param runs the runs, which do not overlap; those of a partition in the order of their keys
   * @param filter what an item must meet besides
   */
  record Runs(List<Run> runs, Optional<Condition> filter) implements SelectPlan {}

  /**
   * All items.
   *
   * @param filter what an item must meet
   */
  record All(Optional<Condition> filter) implements SelectPlan {}

  /**
   * A run of keys within a partition.
   *
   * @param partition the values of the partition key attributes
   * @param keys the keys
   * @param single whether there is one item at most
   */
  record Run(Map<String, AttributeValue> partition, KeyConditionRange keys, boolean single) {}

  /**
   * Plans a SELECT.
   *
   * @param path what is read
   * @param where what an item must meet
   * @throws DynamoDbException a ValidationException for key tests that fit the key's types not, or
   *     not one another
   */
  static SelectPlan of(AccessPath path, Optional<Condition> where) {
    List<KeyedWhere> branches = KeyedWhere.branches(path.key(), where);
    if (branches.isEmpty()) {
      return new All(where);
    }
    if (branches.size() > 1) {
      return runs(path, branches, where);
    }
    KeyedWhere only = branches.getFirst();
    return namesItem(path, only)
        ? new OneItem(only.itemKey(), only.filter())
        : new Runs(List.of(run(path, only)), only.filter());
  }

  private static SelectPlan runs(
      AccessPath path, List<KeyedWhere> branches, Optional<Condition> where) {
    Map<Map<String, AttributeValue>, List<KeyedWhere>> partitions = new LinkedHashMap<>();
    for (KeyedWhere branch : branches) {
      partitions.computeIfAbsent(branch.partition(), _ -> new ArrayList<>()).add(branch);
    }
    boolean filtered = branches.stream().anyMatch(branch -> !branch.rest().isEmpty());
    List<Run> runs = new ArrayList<>();
    for (List<KeyedWhere> ofPartition : partitions.values()) {
      if (ofPartition.stream().anyMatch(branch -> branch.sort().isEmpty())) {
        KeyedWhere any = ofPartition.getFirst();
        runs.add(run(path, new KeyedWhere(any.partition(), List.of(), List.of())));
        filtered |= ofPartition.size() > 1;
      } else {
        runs.addAll(apart(ofPartition.stream().map(branch -> run(path, branch)).toList()));
      }
    }
    return new Runs(runs, filtered ? where : Optional.empty());
  }

  /** The runs in the order of their keys, if they do not overlap. */
  private static List<Run> apart(List<Run> runs) {
    List<Run> ordered =
        runs.stream().sorted(Comparator.comparing(run -> run.keys().keys().from())).toList();
    KeyRange before = KeyRange.NONE;
    for (Run run : ordered) {
      KeyRange next = run.keys().keys();
      if (!next.isEmpty()) {
        if (before.to().isEmpty() || next.from().compareTo(before.to().get()) < 0) {
          throw DynamoDbException.validation(
              "Overlapping conditions with range keys are not supported in where clause");
        }
        before = next;
      }
    }
    return ordered;
  }

  private static Run run(AccessPath path, KeyedWhere branch) {
    List<KeyClause> clauses = new ArrayList<>();
    branch
        .partition()
        .forEach((name, value) -> clauses.add(new KeyClause(name, new KeyTest.EqualTo(value))));
    clauses.addAll(branch.sort());
    return new Run(
        branch.partition(),
        KeyConditionRange.of(path, new KeyCondition(clauses)),
        namesItem(path, branch));
  }

  private static boolean namesItem(AccessPath path, KeyedWhere branch) {
    return path.index().isEmpty() && branch.namesItem(path.key());
  }
}
