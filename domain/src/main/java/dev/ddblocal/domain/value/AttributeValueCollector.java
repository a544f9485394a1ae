package dev.ddblocal.domain.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Makes attribute values while a request is being read and remembers the first defect in the order
 * of the request. Each method that makes a value answers null where there is a defect; nothing is
 * thrown. One collector serves one map of attributes, or one single value:
 *
 * <pre>{@code
 * collector.beginAttribute(name);      // not for a single value
 * value = collector.string(text);      // or number, binary, ...
 * collector.endAttribute(value);
 *
 * if (collector.enter()) {             // a list or map: false means too deep, skip its content
 *   ... make the elements ...
 *   value = collector.list(elements);  // leaves the level again
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads at once.
 */
public final class AttributeValueCollector {
  /** The most levels an attribute can have, the attribute itself being the first. */
  public static final int MAX_LEVELS = 32;

  /** The most bytes an attribute's name can have in UTF-8. */
  public static final int MAX_NAME_BYTES = 65_535;

  /** No string of this many UTF-16 units has more bytes than a name can have. */
  private static final int SURELY_SHORT_NAME = MAX_NAME_BYTES / 3;

  private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();

  /** How many defects had been found when each open list or map began. */
  private final int[] defectsAtEntry = new int[MAX_LEVELS];

  private int level;
  private int defects;
  private ValueDefect firstDefect;
  private String firstDefectKey;
  private String attributeName;

  /** Begins a top-level attribute of the map; its value follows. */
  public void beginAttribute(String name) {
    attributeName = name;
    level = 0;
    if (name.isEmpty()) {
      found(new ValueDefect.EmptyName());
    } else {
      checkLength(name);
    }
  }

  /**
   * Ends a top-level attribute.
   *
   * @param value what was made of it; null where it has a defect
   */
  public void endAttribute(AttributeValue value) {
    if (value != null) {
      attributes.put(attributeName, value);
    }
    attributeName = null;
  }

  /** The map of the attributes that were ended, with the first defect. */
  public AttributeMap toAttributeMap() {
    return new AttributeMap(Collections.unmodifiableMap(attributes), firstDefect, firstDefectKey);
  }

  /** The first defect, or null if there is none. */
  public ValueDefect firstDefect() {
    return firstDefect;
  }

  /** A string. */
  public AttributeValue string(String value) {
    return new AttributeValue.S(value);
  }

  /** A number, by its text. */
  public AttributeValue number(String text) {
    DynamoNumber number = parsed(text);
    return number == null ? null : new AttributeValue.N(number);
  }

  /** A binary value. */
  public AttributeValue binary(Bytes value) {
    return new AttributeValue.B(value);
  }

  /** A boolean. */
  public AttributeValue bool(boolean value) {
    return AttributeValue.BOOL.of(value);
  }

  /** A null value; only true is sound. */
  public AttributeValue nullValue(boolean value) {
    return value ? AttributeValue.NULL.INSTANCE : found(new ValueDefect.NullNotTrue());
  }

  /** A string set of the members as they were sent. */
  public AttributeValue stringSet(List<String> members) {
    if (members.isEmpty()) {
      return found(new ValueDefect.EmptyStringSet());
    }
    SequencedSet<String> distinct = distinct(members);
    return distinct == null
        ? found(new ValueDefect.DuplicateStrings(members))
        : new AttributeValue.SS(distinct);
  }

  /** A number set of the members' texts as they were sent. */
  public AttributeValue numberSet(List<String> members) {
    if (members.isEmpty()) {
      return found(new ValueDefect.EmptyNumberSet());
    }
    List<DynamoNumber> numbers = new ArrayList<>(members.size());
    for (String member : members) {
      DynamoNumber number = parsed(member);
      if (number == null) {
        return null;
      }
      numbers.add(number);
    }
    SequencedSet<DynamoNumber> distinct = distinct(numbers);
    return distinct == null
        ? found(new ValueDefect.DuplicateNumbers())
        : new AttributeValue.NS(distinct);
  }

  /** A binary set of the members as they were sent. */
  public AttributeValue binarySet(List<Bytes> members) {
    if (members.isEmpty()) {
      return found(new ValueDefect.EmptyBinarySet());
    }
    SequencedSet<Bytes> distinct = distinct(members);
    return distinct == null
        ? found(new ValueDefect.DuplicateBinaries(members))
        : new AttributeValue.BS(distinct);
  }

  /**
   * Begins a list or map, one level below the value that it is.
   *
   * @return false if that is too deep: the reader skips the content and takes null for the value,
   *     without calling {@link #list} or {@link #map}
   */
  public boolean enter() {
    if (level == MAX_LEVELS - 1) {
      found(new ValueDefect.NestedTooDeep());
      return false;
    }
    defectsAtEntry[level++] = defects;
    return true;
  }

  /**
   * Ends the list that {@link #enter} began.
   *
   * @param elements the elements, null for one with a defect; the caller gives the list away
   * @return the list, or null if there was a defect in it
   */
  public AttributeValue list(List<AttributeValue> elements) {
    return leave() ? new AttributeValue.L(Collections.unmodifiableList(elements)) : null;
  }

  /** Tells the name of a member of a map in the map; its value follows. */
  public void memberName(String name) {
    checkLength(name);
  }

  /**
   * Ends the map that {@link #enter} began.
   *
   * @param members the members by name in order, null for one with a defect; the caller gives the
   *     map away
   * @return the map, or null if there was a defect in it
   */
  public AttributeValue map(Map<String, AttributeValue> members) {
    return leave() ? new AttributeValue.M(Collections.unmodifiableMap(members)) : null;
  }

  /** A value that names no type. */
  public AttributeValue noType() {
    return found(new ValueDefect.NoType());
  }

  /** Whether no defect has been found so far. */
  public boolean isSound() {
    return firstDefect == null;
  }

  /**
   * A value that names more than one type. That comes before a defect inside one of the types.
   *
   * @param soundBefore what {@link #isSound} answered before the value began
   */
  public AttributeValue severalTypes(boolean soundBefore) {
    if (soundBefore) {
      firstDefect = null;
    }
    return found(new ValueDefect.SeveralTypes());
  }

  private boolean leave() {
    return defectsAtEntry[--level] == defects;
  }

  private void checkLength(String name) {
    if (name.length() > SURELY_SHORT_NAME && Utf8.length(name) > MAX_NAME_BYTES) {
      found(new ValueDefect.NameTooLong());
    }
  }

  private DynamoNumber parsed(String text) {
    return switch (DynamoNumber.parse(text)) {
      case DynamoNumber number -> number;
      case ValueDefect.InvalidNumber defect -> {
        found(defect);
        yield null;
      }
    };
  }

  /** The members in their order, or null if one is there twice. */
  private static <T> SequencedSet<T> distinct(List<T> members) {
    SequencedSet<T> distinct = LinkedHashSet.newLinkedHashSet(members.size());
    for (T member : members) {
      if (!distinct.add(member)) {
        return null;
      }
    }
    return Collections.unmodifiableSequencedSet(distinct);
  }

  /** Remembers a defect if it is the first; answers null, the value that has it. */
  private AttributeValue found(ValueDefect defect) {
    defects++;
    if (firstDefect == null) {
      firstDefect = defect;
      firstDefectKey = attributeName;
    }
    return null;
  }
}
