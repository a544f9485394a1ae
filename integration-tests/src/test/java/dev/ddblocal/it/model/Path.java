package dev.ddblocal.it.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document path of at most two parts.
 *
 * @param attribute the attribute
 * @param member the member of a map in it, or null
 * @param position the element of a list in it, or -1
 */
record Path(String attribute, String member, int position) {
  static Path of(String attribute) {
    return new Path(attribute, null, -1);
  }

  boolean isWhole() {
    return member == null && position < 0;
  }

  /** The path in an expression. */
  String text(Wording wording) {
    String name = wording.name(attribute);
    if (member != null) {
      return name + "." + wording.name(member);
    }
    return position < 0 ? name : name + "[" + position + "]";
  }

  /** The value there, or null. */
  Value in(Map<String, Value> item) {
    Value whole = item.get(attribute);
    if (isWhole() || whole == null) {
      return whole;
    }
    if (member != null) {
      return whole.type().equals("M") ? whole.members().get(member) : null;
    }
    boolean there = whole.type().equals("L") && position < whole.elements().size();
    return there ? whole.elements().get(position) : null;
  }

  /** What an item has at paths that do not overlap, each fragment where it belongs. */
  static Map<String, Value> project(List<Path> paths, Map<String, Value> item) {
    Map<String, Value> projected = new TreeMap<>();
    List<Path> inOrder = new ArrayList<>(paths);
    inOrder.sort((one, other) -> Integer.compare(one.position, other.position));
    for (Path path : inOrder) {
      Value value = path.in(item);
      if (value != null) {
        projected.merge(path.attribute, path.fragment(value), Path::joined);
      }
    }
    return projected;
  }

  private Value fragment(Value value) {
    if (isWhole()) {
      return value;
    }
    return member == null ? Value.list(List.of(value)) : Value.map(Map.of(member, value));
  }

  private static Value joined(Value one, Value other) {
    if (one.type().equals("L")) {
      List<Value> elements = new ArrayList<>(one.elements());
      elements.addAll(other.elements());
      return Value.list(elements);
    }
    Map<String, Value> members = new TreeMap<>(one.members());
    members.putAll(other.members());
    return Value.map(members);
  }
}
