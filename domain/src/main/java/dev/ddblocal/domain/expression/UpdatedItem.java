package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Applies an update in two passes: first what each place will have is worked out from the item as
 * it was; then the maps and lists on the way to these places are made anew.
 */
final class UpdatedItem {
  private UpdatedItem() {}

  static Map<String, AttributeValue> of(
      Map<String, AttributeValue> before, List<UpdateAction> actions) {
    return changedMembers(changes(before, actions), before, 0);
  }

  /** The values that actions put in their places, at their paths. */
  static Map<String, AttributeValue> outcomes(
      Map<String, AttributeValue> before, List<UpdateAction> actions) {
    return outcomes(changes(before, actions).members());
  }

  /** At the end of each path the value that it will have; an empty one is removed. */
  private static PathTree<Optional<AttributeValue>> changes(
      Map<String, AttributeValue> before, List<UpdateAction> actions) {
    PathTree<Optional<AttributeValue>> changes = new PathTree<>();
    for (UpdateAction action : actions) {
      changes.put(action.path(), Optional.ofNullable(outcome(action, before)));
    }
    return changes;
  }

  private static Map<String, AttributeValue> outcomes(
      Map<String, PathTree<Optional<AttributeValue>>> changes) {
    Map<String, AttributeValue> outcomes = new LinkedHashMap<>();
    changes.forEach((name, change) -> {
      AttributeValue outcome = outcome(change);
      if (outcome != null) {
        outcomes.put(name, outcome);
      }
    });
    return Collections.unmodifiableMap(outcomes);
  }

  /** The values at the ends of paths from a place; null where there are none. */
  private static AttributeValue outcome(PathTree<Optional<AttributeValue>> change) {
    if (change.end() != null) {
      return change.end().orElse(null);
    }
    if (change.elements().isEmpty()) {
      Map<String, AttributeValue> members = outcomes(change.members());
      return members.isEmpty() ? null : new AttributeValue.M(members);
    }
    List<AttributeValue> elements = new ArrayList<>();
    for (PathTree<Optional<AttributeValue>> element : change.elements().values()) {
      AttributeValue outcome = outcome(element);
      if (outcome != null) {
        elements.add(outcome);
      }
    }
    return elements.isEmpty() ? null : new AttributeValue.L(Collections.unmodifiableList(elements));
  }

  private static AttributeValue outcome(UpdateAction action, Map<String, AttributeValue> before) {
    AttributeValue present = action.path().valueIn(before);
    return switch (action) {
      case UpdateAction.Set(_, Operand operand) ->
          UpdateFailure.requirePresent(operand.valueIn(before));
      case UpdateAction.Remove _ -> null;
      case UpdateAction.Add(_, AttributeValue value) ->
          sum(present, value, UpdateFailure::incorrectType);
      case UpdateAction.Delete(_, AttributeValue value) ->
          difference(present, value, UpdateFailure::incorrectType);
      case UpdateAction.LegacyAdd(_, AttributeValue value) ->
          sum(present, value, UpdateFailure::typeMismatch);
      case UpdateAction.LegacyDelete(_, AttributeValue value) ->
          difference(present, value, UpdateFailure::typeMismatch);
    };
  }

  private static AttributeValue sum(
      AttributeValue present, AttributeValue value, Supplier<RuntimeException> mismatch) {
    if (present == null) {
      return value;
    }
    return switch (value) {
      case AttributeValue.N(DynamoNumber addend)
          when present instanceof AttributeValue.N(DynamoNumber augend) ->
          UpdateFailure.requireSound(augend.plus(addend));
      case AttributeValue.SS added when present instanceof AttributeValue.SS set ->
          new AttributeValue.SS(union(set.values(), added.values()));
      case AttributeValue.NS added when present instanceof AttributeValue.NS set ->
          new AttributeValue.NS(union(set.values(), added.values()));
      case AttributeValue.BS added when present instanceof AttributeValue.BS set ->
          new AttributeValue.BS(union(set.values(), added.values()));
      // Only AttributeUpdates add lists: the expression's ADD does not take one.
      case AttributeValue.L added when present instanceof AttributeValue.L list ->
          new AttributeValue.L(concatenation(list.values(), added.values()));
      default -> throw mismatch.get();
    };
  }

  private static AttributeValue difference(
      AttributeValue present, AttributeValue value, Supplier<RuntimeException> mismatch) {
    if (present == null) {
      return null;
    }
    return switch (value) {
      case AttributeValue.SS taken when present instanceof AttributeValue.SS set -> {
        Set<String> left = without(set.values(), taken.values());
        yield left.isEmpty() ? null : new AttributeValue.SS(left);
      }
      case AttributeValue.NS taken when present instanceof AttributeValue.NS set -> {
        Set<DynamoNumber> left = without(set.values(), taken.values());
        yield left.isEmpty() ? null : new AttributeValue.NS(left);
      }
      case AttributeValue.BS taken when present instanceof AttributeValue.BS set -> {
        Set<Bytes> left = without(set.values(), taken.values());
        yield left.isEmpty() ? null : new AttributeValue.BS(left);
      }
      default -> throw mismatch.get();
    };
  }

  private static <T> SequencedSet<T> union(Set<T> set, Set<T> added) {
    SequencedSet<T> union = new LinkedHashSet<>(set);
    union.addAll(added);
    return Collections.unmodifiableSequencedSet(union);
  }

  private static <T> List<T> concatenation(List<T> list, List<T> added) {
    List<T> concatenation = new ArrayList<>(list);
    concatenation.addAll(added);
    return Collections.unmodifiableList(concatenation);
  }

  private static <T> SequencedSet<T> without(Set<T> set, Set<T> taken) {
    SequencedSet<T> left = new LinkedHashSet<>(set);
    left.removeAll(taken);
    return Collections.unmodifiableSequencedSet(left);
  }

  /**
   * What a place will have.
   *
   * @param before what it had, or null
   * @param level the place's level in the item, 1 for an attribute
   * @return null where it will have nothing
   */
  private static AttributeValue changed(
      PathTree<Optional<AttributeValue>> change, AttributeValue before, int level) {
    if (change.end() != null) {
      AttributeValue value = change.end().orElse(null);
      if (value != null && level + nesting(value) > AttributeValueCollector.MAX_LEVELS) {
        throw UpdateFailure.nestedTooDeep();
      }
      return value;
    }
    return switch (before) {
      case AttributeValue.M map when change.elements().isEmpty() ->
          new AttributeValue.M(changedMembers(change, map.values(), level));
      case AttributeValue.L list when change.members().isEmpty() ->
          new AttributeValue.L(changedElements(change, list.values(), level));
      case null, default -> throw UpdateFailure.invalidPath();
    };
  }

  private static Map<String, AttributeValue> changedMembers(
      PathTree<Optional<AttributeValue>> changes, Map<String, AttributeValue> before, int level) {
    Map<String, AttributeValue> after = new LinkedHashMap<>(before);
    changes
        .members()
        .forEach((name, change) -> {
          AttributeValue value = changed(change, before.get(name), level + 1);
          if (value == null) {
            after.remove(name);
          } else {
            after.put(name, value);
          }
        });
    return Collections.unmodifiableMap(after);
  }

  private static List<AttributeValue> changedElements(
      PathTree<Optional<AttributeValue>> changes, List<AttributeValue> before, int level) {
    List<AttributeValue> after = new ArrayList<>(before);
    changes
        .elements()
        .forEach((position, change) -> {
          boolean present = position < before.size();
          AttributeValue value =
              changed(change, present ? before.get(position.intValue()) : null, level + 1);
          if (present) {
            after.set(position.intValue(), value);
          } else if (value != null) {
            after.add(value);
          }
        });
    after.removeIf(value -> value == null);
    return Collections.unmodifiableList(after);
  }

  /** How many levels of lists and maps a value has; 0 for a scalar or a set. */
  private static int nesting(AttributeValue value) {
    return switch (value) {
      case AttributeValue.M map -> 1 + deepest(map.values().values());
      case AttributeValue.L list -> 1 + deepest(list.values());
      default -> 0;
    };
  }

  private static int deepest(Collection<AttributeValue> values) {
    int deepest = 0;
    for (AttributeValue value : values) {
      deepest = Math.max(deepest, nesting(value));
    }
    return deepest;
  }
}
