package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.PathElement.Index;
import dev.ddblocal.domain.expression.PathElement.Member;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Paths that share their beginnings: a node for each place on the way of a path. None of the paths
 * is within another, and none takes a place for a map that another takes for a list.
 *
 * <pre>
 *   a, b.c, b.d[2], b.d[0]      a
 *                               b ── c
 *                                 └─ d ── [0]
 *                                      └─ [2]
 * </pre>
 *
 * @param <T> what is kept at the end of a path
 */
final class PathTree<T> {
  private final Map<String, PathTree<T>> members = new LinkedHashMap<>();
  private final TreeMap<Long, PathTree<T>> elements = new TreeMap<>();
  private T end;

  /** The node of a path, made where it is missing. */
  private PathTree<T> node(DocumentPath path) {
    PathTree<T> node = member(path.attribute());
    for (PathElement element : path.rest()) {
      PathTree<T> parent = node;
      node =
          switch (element) {
            case Member(String name) -> parent.member(name);
            case Index(long position) ->
                parent.elements.computeIfAbsent(position, _ -> new PathTree<>());
          };
    }
    return node;
  }

  private PathTree<T> member(String name) {
    return members.computeIfAbsent(name, _ -> new PathTree<>());
  }

  /** Adds a path. */
  void put(DocumentPath path, T value) {
    node(path).end = value;
  }

  /** What is kept here, or null where no path ends. */
  T end() {
    return end;
  }

  /** The places below this one by the names of a map's members, in the order they were added. */
  Map<String, PathTree<T>> members() {
    return members;
  }

  /** The places below this one by the positions of a list's elements, in ascending order. */
  Map<Long, PathTree<T>> elements() {
    return elements;
  }

  /** The tree of paths. */
  static PathTree<DocumentPath> of(List<DocumentPath> paths) {
    PathTree<DocumentPath> tree = new PathTree<>();
    for (DocumentPath path : paths) {
      tree.put(path, path);
    }
    return tree;
  }

  /** The parts of a map that are at the ends of paths. */
  Map<String, AttributeValue> select(Map<String, AttributeValue> values) {
    Map<String, AttributeValue> selected = new LinkedHashMap<>();
    members.forEach((name, below) -> {
      AttributeValue value = below.select(values.get(name));
      if (value != null) {
        selected.put(name, value);
      }
    });
    return Collections.unmodifiableMap(selected);
  }

  /** The part of a value that is at the ends of paths; null where there is none. */
  private AttributeValue select(AttributeValue value) {
    if (value == null || end != null) {
      return value;
    }
    if (value instanceof AttributeValue.M map && !members.isEmpty()) {
      Map<String, AttributeValue> selected = select(map.values());
      return selected.isEmpty() ? null : new AttributeValue.M(selected);
    }
    if (value instanceof AttributeValue.L list && !elements.isEmpty()) {
      List<AttributeValue> selected = select(list.values());
      return selected.isEmpty() ? null : new AttributeValue.L(selected);
    }
    return null;
  }

  private List<AttributeValue> select(List<AttributeValue> values) {
    List<AttributeValue> selected = new ArrayList<>();
    for (Map.Entry<Long, PathTree<T>> element : elements.entrySet()) {
      if (element.getKey() < values.size()) {
        AttributeValue value = element.getValue().select(values.get(element.getKey().intValue()));
        if (value != null) {
          selected.add(value);
        }
      }
    }
    return Collections.unmodifiableList(selected);
  }
}
