package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.expression.PathElement.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses paths that cannot stand side by side in a projection or an update. */
final class PathOverlaps {
  private PathOverlaps() {}

  /**
   * Refuses a path that is within another or the same, and paths of which one takes a place for a
   * map and another takes it for a list.
   */
  static void refuse(List<DocumentPath> paths) {
    Map<String, List<DocumentPath>> byAttribute = new HashMap<>();
    for (DocumentPath path : paths) {
      List<DocumentPath> earlier =
          byAttribute.computeIfAbsent(path.attribute(), _ -> new ArrayList<>());
      for (DocumentPath other : earlier) {
        compare(other.rest(), path.rest(), other, path);
      }
      earlier.add(path);
    }
  }

  private static void compare(
      List<PathElement> first, List<PathElement> second, DocumentPath one, DocumentPath two) {
    int common = Math.min(first.size(), second.size());
    for (int i = 0; i < common; i++) {
      PathElement left = first.get(i);
      PathElement right = second.get(i);
      if (!left.equals(right)) {
        if (left instanceof Index != right instanceof Index) {
          throw refusal("conflict", one, two);
        }
        return;
      }
    }
    throw refusal("overlap", one, two);
  }

  private static InvalidExpressionException refusal(
      String relation, DocumentPath one, DocumentPath two) {
    return new InvalidExpressionException(
        "Two document paths "
            + relation
            + " with each other; must remove or rewrite one of these paths; path one: "
            + one
            + ", path two: "
            + two);
  }
}
