package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What an operator or function works on. */
public sealed interface Operand {
  /**
   * The operand's value for an item; null where the item has none.
   *
   * @throws DynamoDbException a ValidationException where arithmetic or {@code list_append}, which
   *     stand in updates only, has an operand that is missing, of a wrong type or out of range
   */
  AttributeValue valueIn(Map<String, AttributeValue> item);

  /** Adds the names of the top-level attributes that the operand reads. */
  void collectAttributes(Set<String> attributes);

  /**
   * What the item has at a place.
   *
   * @param path the place
   */
  record Path(DocumentPath path) implements Operand {
    /** Refuses a missing path. */
    public Path {
      Objects.requireNonNull(path, "path is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      return path.valueIn(item);
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      attributes.add(path.attribute());
    }
  }

  /**
   * A value that the request brings.
   *
   * @param value the value
   */
  record Value(AttributeValue value) implements Operand {
    /** Refuses a missing value. */
    public Value {
      Objects.requireNonNull(value, "value is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      return value;
    }

    @Override
    public void collectAttributes(Set<String> attributes) {}
  }

  /**
   * {@code size}: the UTF-16 code units of a string, the bytes of a binary value, the number of
   * elements of a set, list or map. Other types have no size.
   *
   * @param of what is measured
   */
  record Size(Operand of) implements Operand {
    /** Refuses a missing operand. */
    public Size {
      Objects.requireNonNull(of, "of is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      AttributeValue value = of.valueIn(item);
      return value == null ? null : ValueOperations.size(value);
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      of.collectAttributes(attributes);
    }
  }

  /**
   * {@code augend + addend}, of numbers.
   *
   * @param augend the left operand
   * @param addend the right operand
   */
  record Sum(Operand augend, Operand addend) implements Operand {
    /** Refuses missing operands. */
    public Sum {
      Objects.requireNonNull(augend, "augend is null");
      Objects.requireNonNull(addend, "addend is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      DynamoNumber left = UpdateFailure.requireNumber(augend.valueIn(item));
      DynamoNumber right = UpdateFailure.requireNumber(addend.valueIn(item));
      return UpdateFailure.requireSound(left.plus(right));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      augend.collectAttributes(attributes);
      addend.collectAttributes(attributes);
    }
  }

  /**
   * {@code minuend - subtrahend}, of numbers.
   *
   * @param minuend the left operand
   * @param subtrahend the right operand
   */
  record Difference(Operand minuend, Operand subtrahend) implements Operand {
    /** Refuses missing operands. */
    public Difference {
      Objects.requireNonNull(minuend, "minuend is null");
      Objects.requireNonNull(subtrahend, "subtrahend is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      DynamoNumber left = UpdateFailure.requireNumber(minuend.valueIn(item));
      DynamoNumber right = UpdateFailure.requireNumber(subtrahend.valueIn(item));
      return UpdateFailure.requireSound(left.minus(right));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      minuend.collectAttributes(attributes);
      subtrahend.collectAttributes(attributes);
    }
  }

  /**
   * {@code if_not_exists}: what the item has at a place, or else another operand.
   *
   * @param path the place
   * @param otherwise what stands for a missing value
   */
  record IfNotExists(DocumentPath path, Operand otherwise) implements Operand {
    /** Refuses missing operands. */
    public IfNotExists {
      Objects.requireNonNull(path, "path is null");
      Objects.requireNonNull(otherwise, "otherwise is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      AttributeValue present = path.valueIn(item);
      return present != null ? present : otherwise.valueIn(item);
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      attributes.add(path.attribute());
      otherwise.collectAttributes(attributes);
    }
  }

  /**
   * {@code list_append}: the elements of two lists.
   *
   * @param first the list whose elements come first
   * @param second the list whose elements follow
   */
  record ListAppend(Operand first, Operand second) implements Operand {
    /** Refuses missing operands. */
    public ListAppend {
      Objects.requireNonNull(first, "first is null");
      Objects.requireNonNull(second, "second is null");
    }

    @Override
    public AttributeValue valueIn(Map<String, AttributeValue> item) {
      List<AttributeValue> head = UpdateFailure.requireList(first.valueIn(item));
      List<AttributeValue> tail = UpdateFailure.requireList(second.valueIn(item));
      List<AttributeValue> elements = new ArrayList<>(head.size() + tail.size());
      elements.addAll(head);
      elements.addAll(tail);
      return new AttributeValue.L(Collections.unmodifiableList(elements));
    }

    @Override
    public void collectAttributes(Set<String> attributes) {
      first.collectAttributes(attributes);
      second.collectAttributes(attributes);
    }
  }
}
