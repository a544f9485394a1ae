package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which parts of an item are answered.
 *
 * @param paths the places, none of which is within another
 */
public record Projection(List<DocumentPath> paths) {
  /** Takes a copy. */
  public Projection {
    paths = List.copyOf(paths);
  }

  /**
   * The projection of paths that are not known to be apart.
   *
   * @throws InvalidExpressionException if a path is within another
   */
  public static Projection ofPaths(List<DocumentPath> paths) {
    PathOverlaps.refuse(paths);
    return new Projection(paths);
  }

  /**
   * The parts of an item that are at the paths. What is not there is left out; the elements of a
   * list that are left keep their order and close up.
   */
  public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    return PathTree.of(paths).select(item);
  }

  /**
   * The parts of an item that are at the paths, each under the end of its path from the last name
   * on: {@code b[0]} for {@code a.b[0]}. What is not there is left out; of two under one name the
   * later one stays.
   */
  public Map<String, AttributeValue> columnsOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> columns = new LinkedHashMap<>();
    for (DocumentPath path : paths) {
      AttributeValue value = path.valueIn(item);
      if (value != null) {
        columns.put(path.lastName(), value);
      }
    }
    return columns;
  }

  /** The names of the top-level attributes that the projection reads, in their order. */
  public Set<String> attributes() {
    Set<String> attributes = new LinkedHashSet<>();
    for (DocumentPath path : paths) {
      attributes.add(path.attribute());
    }
    return attributes;
  }
}
