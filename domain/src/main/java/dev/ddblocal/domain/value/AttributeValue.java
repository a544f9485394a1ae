package dev.ddblocal.domain.value;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * An attribute's value: one of DynamoDB's ten types. Values are valid from birth: numbers are in
 * range, sets are neither empty nor hold a member twice.
 */
public sealed interface AttributeValue {
  /** The type's descriptor in DynamoDB's JSON, such as {@code SS}. */
  String typeDescriptor();

  /**
   * A string.
   *
   * @param value any string, the empty one included
   */
  record S(String value) implements AttributeValue {
    @Override
    public String typeDescriptor() {
      return "S";
    }
  }

  /**
   * A number.
   *
   * @param value the number
   */
  record N(DynamoNumber value) implements AttributeValue {
    @Override
    public String typeDescriptor() {
      return "N";
    }
  }

  /**
   * A binary value.
   *
   * @param value the bytes, possibly none
   */
  record B(Bytes value) implements AttributeValue {
    @Override
    public String typeDescriptor() {
      return "B";
    }
  }

  /**
   * A string set.
   *
   * @param values at least one member, in the order they were sent
   */
  record SS(Set<String> values) implements AttributeValue {
    /** Refuses an empty set. */
    public SS {
      requireMembers(values);
    }

    @Override
    public String typeDescriptor() {
      return "SS";
    }
  }

  /**
   * A number set.
   *
   * @param values at least one member, in the order they were sent
   */
  record NS(Set<DynamoNumber> values) implements AttributeValue {
    /** Refuses an empty set. */
    public NS {
      requireMembers(values);
    }

    @Override
    public String typeDescriptor() {
      return "NS";
    }
  }

  /**
   * A binary set.
   *
   * @param values at least one member, in the order they were sent
   */
  record BS(Set<Bytes> values) implements AttributeValue {
    /** Refuses an empty set. */
    public BS {
      requireMembers(values);
    }

    @Override
    public String typeDescriptor() {
      return "BS";
    }
  }

  /**
   * A map.
   *
   * @param values the members by name
   */
  record M(Map<String, AttributeValue> values) implements AttributeValue {
    @Override
    public String typeDescriptor() {
      return "M";
    }
  }

  /**
   * A list.
   *
   * @param values the elements in order
   */
  record L(List<AttributeValue> values) implements AttributeValue {
    @Override
    public String typeDescriptor() {
      return "L";
    }
  }

  /**
   * A boolean.
   *
   * @param value the boolean
   */
  record BOOL(boolean value) implements AttributeValue {
    /** The value true. */
    public static final BOOL TRUE = new BOOL(true);

    /** The value false. */
    public static final BOOL FALSE = new BOOL(false);

    /** The shared value for a boolean. */
    public static BOOL of(boolean value) {
      return value ? TRUE : FALSE;
    }

    @Override
    public String typeDescriptor() {
      return "BOOL";
    }
  }

  /** The null value. */
  record NULL() implements AttributeValue {
    /** The shared null value. */
    public static final NULL INSTANCE = new NULL();

    @Override
    public String typeDescriptor() {
      return "NULL";
    }
  }

  /** A string set of the given members in their order; a repeated member counts once. */
  static SS stringSet(List<String> members) {
    return new SS(ordered(members));
  }

  /** A number set of the given members in their order; a repeated member counts once. */
  static NS numberSet(List<DynamoNumber> members) {
    return new NS(ordered(members));
  }

  /** A binary set of the given members in their order; a repeated member counts once. */
  static BS binarySet(List<Bytes> members) {
    return new BS(ordered(members));
  }

  private static <T> SequencedSet<T> ordered(List<T> members) {
    return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(members));
  }

  private static void requireMembers(Set<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a set has at least one member");
    }
  }
}
