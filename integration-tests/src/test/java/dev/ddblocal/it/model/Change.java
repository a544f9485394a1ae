package dev.ddblocal.it.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One action of an update expression.
 *
 * @param kind what it does
 * @param path to what
 * @param source another path that is read, or null
 * @param value the value in it, or null
 */
record Change(Kind kind, Path path, Path source, Value value) {
  /** The most significant digits of a number, which sums are not rounded to. */
  private static final int MAX_DIGITS = 38;

  /** The most digits of a number before the point. */
  private static final int MAX_WHOLE_DIGITS = 126;

  /** The kinds of action, by their clause and the form of what is set. */
  enum Kind {
    SET("SET"),
    SET_COPY("SET"),
    SET_SUM("SET"),
    SET_DIFFERENCE("SET"),
    SET_IF_NOT_EXISTS("SET"),
    SET_APPENDED("SET"),
    SET_PREPENDED("SET"),
    REMOVE("REMOVE"),
    ADD("ADD"),
    DELETE("DELETE");

    private final String section;

    Kind(String section) {
      this.section = section;
    }
  }

  /** An update that cannot be made of the item. */
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** An update expression of actions on different attributes. */
  static String text(List<Change> changes, Wording wording) {
    Map<String, List<String>> sections = new TreeMap<>();
    for (Change change : changes) {
      sections
          .computeIfAbsent(change.kind.section, _ -> new ArrayList<>())
          .add(change.text(wording));
    }
    List<String> texts = new ArrayList<>();
    sections.forEach((section, actions) -> texts.add(section + " " + String.join(", ", actions)));
    return String.join(" ", texts);
  }

  private String text(Wording wording) {
    String target = path.text(wording);
    return switch (kind) {
      case SET -> target + " = " + wording.value(value);
      case SET_COPY -> target + " = " + source.text(wording);
      case SET_SUM -> target + " = " + source.text(wording) + " + " + wording.value(value);
      case SET_DIFFERENCE -> target + " = " + wording.value(value) + " - " + source.text(wording);
      case SET_IF_NOT_EXISTS ->
          target + " = if_not_exists(" + source.text(wording) + ", " + wording.value(value) + ")";
      case SET_APPENDED ->
          target + " = list_append(" + source.text(wording) + ", " + wording.value(value) + ")";
      case SET_PREPENDED ->
          target + " = list_append(" + wording.value(value) + ", " + source.text(wording) + ")";
      case REMOVE -> target;
      case ADD, DELETE -> target + " " + wording.value(value);
    };
  }

  /** Whether there are changes, none of which sets or adds anything. */
  static boolean onlyTakeAway(List<Change> changes) {
    return !changes.isEmpty()
        && changes.stream().allMatch(each -> each.kind == Kind.REMOVE || each.kind == Kind.DELETE);
  }

  /** The item after the changes, all of which see the item as it was. */
  static Map<String, Value> apply(List<Change> changes, Map<String, Value> before)
      throws Impossible {
    Map<String, Value> after = new TreeMap<>(before);
    for (Change change : changes) {
      change.apply(before, after);
    }
    return after;
  }

  private void apply(Map<String, Value> before, Map<String, Value> after) throws Impossible {
    Value there = path.in(before);
    Value result =
        switch (kind) {
          case SET -> value;
          case SET_COPY -> read(before);
          case SET_SUM -> sum(number(read(before)), value.decimal());
          case SET_DIFFERENCE -> sum(value.decimal(), number(read(before)).negate());
          case SET_IF_NOT_EXISTS -> source.in(before) == null ? value : read(before);
          case SET_APPENDED -> appended(list(read(before)), value.elements());
          case SET_PREPENDED -> appended(value.elements(), list(read(before)));
          case REMOVE -> null;
          case ADD -> added(there);
          case DELETE -> without(there);
        };
    put(result, after);
  }

  private Value read(Map<String, Value> before) throws Impossible {
    Value read = source.in(before);
    if (read == null) {
      throw new Impossible();
    }
    return read;
  }

  private static BigDecimal number(Value value) throws Impossible {
    require(value.type().equals("N"));
    return value.decimal();
  }

  private static List<Value> list(Value value) throws Impossible {
    require(value.type().equals("L"));
    return value.elements();
  }

  private static void require(boolean possible) throws Impossible {
    if (!possible) {
      throw new Impossible();
    }
  }

  private static Value sum(BigDecimal one, BigDecimal other) throws Impossible {
    BigDecimal sum = one.add(other).stripTrailingZeros();
    require(sum.precision() <= MAX_DIGITS && sum.precision() - sum.scale() <= MAX_WHOLE_DIGITS);
    return Value.number(sum);
  }

  private static Value appended(List<Value> first, List<Value> second) {
    List<Value> all = new ArrayList<>(first);
    all.addAll(second);
    return Value.list(all);
  }

  private Value added(Value there) throws Impossible {
    if (there == null) {
      return value;
    }
    require(there.type().equals(value.type()));
    if (!there.isSet()) {
      return sum(there.decimal(), value.decimal());
    }
    TreeSet<Comparable<?>> union = new TreeSet<>(there.setMembers());
    union.addAll(value.setMembers());
    return Value.set(value.type(), union);
  }

  private Value without(Value there) throws Impossible {
    if (there == null) {
      return null;
    }
    require(there.type().equals(value.type()));
    TreeSet<Comparable<?>> rest = new TreeSet<>(there.setMembers());
    rest.removeAll(value.setMembers());
    return rest.isEmpty() ? null : Value.set(value.type(), rest);
  }

  private void put(Value result, Map<String, Value> after) throws Impossible {
    if (path.isWhole()) {
      if (result == null) {
        after.remove(path.attribute());
      } else {
        after.put(path.attribute(), result);
      }
      return;
    }
    Value whole = after.get(path.attribute());
    require(whole != null && whole.type().equals(path.member() == null ? "L" : "M"));
    after.put(
        path.attribute(), path.member() == null ? inList(whole, result) : inMap(whole, result));
  }

  private Value inMap(Value map, Value result) {
    Map<String, Value> members = new TreeMap<>(map.members());
    if (result == null) {
      members.remove(path.member());
    } else {
      members.put(path.member(), result);
    }
    return Value.map(members);
  }

  private Value inList(Value list, Value result) {
    List<Value> elements = new ArrayList<>(list.elements());
    if (result == null && path.position() < elements.size()) {
      elements.remove(path.position());
    } else if (result != null && path.position() < elements.size()) {
      elements.set(path.position(), result);
    } else if (result != null) {
      elements.add(result);
    }
    return Value.list(elements);
  }
}
