package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A condition or filter. It holds or does not hold for an item; there is no third answer: what
 * compares values of different types, or a value that is missing, is false, except that such a pair
 * is {@code <>}.
 */
public sealed interface Condition {
  /**
   * Whether the condition holds.
   *
   * @param item the attributes by name; empty where there is no item
   */
  boolean holds(Map<String, AttributeValue> item);

  /** Adds the names of the top-level attributes that the condition reads. */
  void collectAttributes(Set<String> attributes);

  /** The names of the top-level attributes that the condition reads, in their order. */
  default Set<String> attributes() {
    Set<String> attributes = new LinkedHashSet<>();
    collectAttributes(attributes);
    return attributes;
  }

  /**
   * All conditions hold.
   *
   * @param conditions the conditions
   */
  record And(List<Condition> conditions) implements Condition {
    /** Takes a copy. */
    public And {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      for (int i = 0; i < conditions.size(); i++) {
        if (!conditions.get(i).holds(item)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      conditions.forEach(condition -> condition.collectAttributes(attributes));
    }
  }

  /**
   * At least one condition holds.
   *
   * @param conditions the conditions
   */
  record Or(List<Condition> conditions) implements Condition {
    /** Takes a copy. */
    public Or {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions.get(i).holds(item)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      conditions.forEach(condition -> condition.collectAttributes(attributes));
    }
  }

  /**
   * A condition does not hold.
   *
   * @param condition the condition
   */
  record Not(Condition condition) implements Condition {
    /** Refuses a missing condition. */
    public Not {
      Objects.requireNonNull(condition, "condition is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return !condition.holds(item);
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      condition.collectAttributes(attributes);
    }
  }

  /**
   * Two operands compare as the comparator says.
   *
   * @param left the left operand
   * @param comparator the comparator
   * @param right the right operand
   */
  record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {
    /** Refuses missing parts. */
    public Comparison {
      Objects.requireNonNull(left, "left is null");
      Objects.requireNonNull(comparator, "comparator is null");
      Objects.requireNonNull(right, "right is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return comparator.holds(left.valueIn(item), right.valueIn(item));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      left.collectAttributes(attributes);
      right.collectAttributes(attributes);
    }
  }

  /**
   * An operand is not below one bound and not above another.
   *
   * @param operand the operand
   * @param low the lower bound
   * @param high the upper bound
   */
  record Between(Operand operand, Operand low, Operand high) implements Condition {
    /** Refuses missing operands. */
    public Between {
      Objects.requireNonNull(operand, "operand is null");
      Objects.requireNonNull(low, "low is null");
      Objects.requireNonNull(high, "high is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      AttributeValue value = operand.valueIn(item);
      return Comparator.GREATER_OR_EQUAL.holds(value, low.valueIn(item))
          && Comparator.LESS_OR_EQUAL.holds(value, high.valueIn(item));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      operand.collectAttributes(attributes);
      low.collectAttributes(attributes);
      high.collectAttributes(attributes);
    }
  }

  /**
   * An operand equals one of several.
   *
   * @param operand the operand
   * @param candidates the operands it is compared with
   */
  record In(Operand operand, List<Operand> candidates) implements Condition {
    /** Takes a copy. */
    public In {
      Objects.requireNonNull(operand, "operand is null");
      candidates = List.copyOf(candidates);
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      AttributeValue value = operand.valueIn(item);
      for (int i = 0; i < candidates.size(); i++) {
        if (Comparator.EQUAL.holds(value, candidates.get(i).valueIn(item))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      operand.collectAttributes(attributes);
      candidates.forEach(candidate -> candidate.collectAttributes(attributes));
    }
  }

  /**
   * {@code attribute_exists}: the item has something at a place.
   *
   * @param path the place
   */
  record AttributeExists(DocumentPath path) implements Condition {
    /** Refuses a missing path. */
    public AttributeExists {
      Objects.requireNonNull(path, "path is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return path.valueIn(item) != null;
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      attributes.add(path.attribute());
    }
  }

  /**
   * {@code attribute_not_exists}: the item has nothing at a place.
   *
   * @param path the place
   */
  record AttributeNotExists(DocumentPath path) implements Condition {
    /** Refuses a missing path. */
    public AttributeNotExists {
      Objects.requireNonNull(path, "path is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return path.valueIn(item) == null;
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      attributes.add(path.attribute());
    }
  }

  /**
   * {@code attribute_type}: what the item has at a place is of a type.
   *
   * @param path the place
   * @param typeDescriptor the type, such as {@code SS}
   */
  record AttributeType(DocumentPath path, String typeDescriptor) implements Condition {
    /** Refuses missing parts. */
    public AttributeType {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(typeDescriptor, "typeDescriptor is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      AttributeValue value = path.valueIn(item);
      return value != null && value.typeDescriptor().equals(typeDescriptor);
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      attributes.add(path.attribute());
    }
  }

  /**
   * {@code begins_with}: a string or binary value starts with another.
   *
   * @param operand the value that is looked at
   * @param prefix what it starts with
   */
  record BeginsWith(Operand operand, Operand prefix) implements Condition {
    /** Refuses missing operands. */
    public BeginsWith {
      Objects.requireNonNull(operand, "operand is null");
      Objects.requireNonNull(prefix, "prefix is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return ValueOperations.beginsWith(operand.valueIn(item), prefix.valueIn(item));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      operand.collectAttributes(attributes);
      prefix.collectAttributes(attributes);
    }
  }

  /**
   * {@code contains}: a string or binary value has another within it, a set has a member, a list an
   * element.
   *
   * @param whole the value that is looked at
   * @param part what is sought in it
   */
  record Contains(Operand whole, Operand part) implements Condition {
    /** Refuses missing operands. */
    public Contains {
      Objects.requireNonNull(whole, "whole is null");
      Objects.requireNonNull(part, "part is null");
    }

    @Override
    public boolean holds(Map<String, AttributeValue> item) {
      return ValueOperations.contains(whole.valueIn(item), part.valueIn(item));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      whole.collectAttributes(attributes);
      part.collectAttributes(attributes);
    }
  }
}
