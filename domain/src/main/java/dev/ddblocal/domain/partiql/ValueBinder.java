package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.expression.InvalidExpressionException;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Utf8;
import dev.ddblocal.domain.value.ValidationLayer;
import dev.ddblocal.domain.value.ValueDefect;
import dev.ddblocal.domain.value.ValueDefect.InvalidNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes attribute values of terms, parameters being put in their places. */
final class ValueBinder {
  /** The most lists and maps that can be within one another. */
  private static final int MAX_NESTING = AttributeValueCollector.MAX_LEVELS - 1;

  private final List<AttributeValue> parameters;

  ValueBinder(List<AttributeValue> parameters) {
    this.parameters = parameters;
  }

  /** Whether a term is a value: it has no operator, function or path at its top. */
  static boolean isValue(Term term) {
    return switch (term) {
      case Term.Text _, Term.Decimal _, Term.Bool _, Term.Null _, Term.Parameter _ -> true;
      case Term.ListOf _, Term.Bag _, Term.Tuple _ -> true;
      default -> false;
    };
  }

  /**
   * The value that a term is.
   *
   * @throws InvalidExpressionException if it is none, or none that an attribute can have
   */
  AttributeValue value(Term term) {
    AttributeValue value = value(term, "root", 0);
    requireLevels(value);
    return value;
  }

  /**
   * The item that a term is.
   *
   * @throws InvalidExpressionException if it is no tuple, or none that an item can be
   */
  Map<String, AttributeValue> item(Term term) {
    if (!isValue(term) || !(value(term, "root", -1) instanceof AttributeValue.M(var attributes))) {
      throw Refusal.at("Expected a tuple", term.position());
    }
    attributes.forEach((name, value) -> {
      if (name.isEmpty()) {
        throw defect(new ValueDefect.EmptyName());
      }
      requireLevels(value);
    });
    return attributes;
  }

  /**
   * A value at some depth.
   *
   * @param path where it is within the value that it is part of, for messages
   * @param level how many lists and maps of the attribute it is within; an item, which is no
   *     attribute, is at -1
   */
  private AttributeValue value(Term term, String path, int level) {
    if (level > MAX_NESTING) {
      throw defect(new ValueDefect.NestedTooDeep());
    }
    return switch (term) {
      case Term.Text(Position _, String text) -> new AttributeValue.S(text);
      case Term.Decimal(Position _, String text) -> number(text, path);
      case Term.Bool(Position _, boolean value) -> AttributeValue.BOOL.of(value);
      case Term.Null _ -> AttributeValue.NULL.INSTANCE;
      case Term.Parameter(Position _, int index) -> parameters.get(index);
      case Term.ListOf(Position _, List<Term> elements) ->
          new AttributeValue.L(Collections.unmodifiableList(all(elements, path, level)));
      case Term.Tuple(Position _, List<Term.Member> members) -> map(members, path, level);
      case Term.Bag bag -> set(bag, path, level);
      default -> throw Refusal.at("Expected a value", term.position());
    };
  }

  private static AttributeValue number(String text, String path) {
    return switch (DynamoNumber.parse(text)) {
      case DynamoNumber number -> new AttributeValue.N(number);
      case InvalidNumber invalid ->
          throw new InvalidExpressionException(
              invalid.message(ValidationLayer.OLDER) + " under " + path);
    };
  }

  private List<AttributeValue> all(List<Term> terms, String path, int level) {
    List<AttributeValue> values = new ArrayList<>(terms.size());
    for (int i = 0; i < terms.size(); i++) {
      values.add(value(terms.get(i), path + "[" + i + "]", level + 1));
    }
    return values;
  }

  private AttributeValue map(List<Term.Member> members, String path, int level) {
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    for (Term.Member member : members) {
      if (!(member.name() instanceof Term.Text(Position at, String name))) {
        throw Refusal.at("Expected a string", member.name().position());
      }
      if (Utf8.length(name) > AttributeValueCollector.MAX_NAME_BYTES) {
        throw defect(new ValueDefect.NameTooLong());
      }
      if (values.put(name, value(member.value(), path + "." + name, level + 1)) != null) {
        throw Refusal.at("Duplicate attribute name: " + name, at);
      }
    }
    return new AttributeValue.M(Collections.unmodifiableMap(values));
  }

  private AttributeValue set(Term.Bag bag, String path, int level) {
    if (bag.elements().isEmpty()) {
      throw new InvalidExpressionException("Empty bags are not supported");
    }
    List<AttributeValue> values = all(bag.elements(), path, level);
    return switch (values.getFirst()) {
      case AttributeValue.S _ -> {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
          if (!(values.get(i) instanceof AttributeValue.S(String member))) {
            throw unfit(bag, i);
          }
          members.add(member);
        }
        requireDistinct(members, new ValueDefect.DuplicateStrings(members));
        yield AttributeValue.stringSet(members);
      }
      case AttributeValue.N _ -> {
        List<DynamoNumber> members = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
          if (!(values.get(i) instanceof AttributeValue.N(DynamoNumber member))) {
            throw unfit(bag, i);
          }
          members.add(member);
        }
        requireDistinct(members, new ValueDefect.DuplicateNumbers());
        yield AttributeValue.numberSet(members);
      }
      case AttributeValue.B _ -> {
        List<Bytes> members = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
          if (!(values.get(i) instanceof AttributeValue.B(Bytes member))) {
            throw unfit(bag, i);
          }
          members.add(member);
        }
        requireDistinct(members, new ValueDefect.DuplicateBinaries(members));
        yield AttributeValue.binarySet(members);
      }
      default -> throw unfit(bag, 0);
    };
  }

  private static InvalidExpressionException unfit(Term.Bag bag, int index) {
    return Refusal.at(
        "Bags hold strings, numbers or binary values of one type",
        bag.elements().get(index).position());
  }

  private static void requireDistinct(List<?> members, ValueDefect repeated) {
    Set<Object> distinct = new HashSet<>();
    for (Object member : members) {
      if (!distinct.add(member)) {
        throw defect(repeated);
      }
    }
  }

  private static InvalidExpressionException defect(ValueDefect defect) {
    return new InvalidExpressionException(defect.message(ValidationLayer.OLDER));
  }

  /** Refuses a value that a parameter within it makes too deep. */
  private static void requireLevels(AttributeValue value) {
    if (nesting(value) > MAX_NESTING) {
      throw defect(new ValueDefect.NestedTooDeep());
    }
  }

  /** How many lists and maps are within one another; 0 for a scalar or a set. */
  private static int nesting(AttributeValue value) {
    return switch (value) {
      case AttributeValue.M(Map<String, AttributeValue> values) -> 1 + deepest(values.values());
      case AttributeValue.L(List<AttributeValue> values) -> 1 + deepest(values);
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
