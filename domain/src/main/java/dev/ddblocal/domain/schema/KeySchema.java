package dev.ddblocal.domain.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The key of a table or of an index: one or more partition key attributes and any number of sort
 * key attributes. A table has exactly one partition key attribute and at most one sort key
 * attribute; a global secondary index up to four of each.
 *
 * @param partition the partition key attributes in order
 * @param sort the sort key attributes in order, possibly none
 */
public record KeySchema(List<KeyAttribute> partition, List<KeyAttribute> sort) {
  /** Refuses a key without partition key. */
  public KeySchema {
    partition = List.copyOf(partition);
    sort = List.copyOf(sort);
    if (partition.isEmpty()) {
      throw new IllegalArgumentException("a key has a partition key");
    }
  }

  /** All key attributes, the partition key's first. */
  public List<KeyAttribute> attributes() {
    List<KeyAttribute> all = new ArrayList<>(partition);
    all.addAll(sort);
    return List.copyOf(all);
  }

  /** The key as the API has it. */
  public List<KeySchemaElement> elements() {
    List<KeySchemaElement> elements = new ArrayList<>();
    for (KeyAttribute attribute : partition) {
      elements.add(new KeySchemaElement(attribute.name(), KeyType.HASH));
    }
    for (KeyAttribute attribute : sort) {
      elements.add(new KeySchemaElement(attribute.name(), KeyType.RANGE));
    }
    return elements;
  }

  /** Whether the attribute belongs to the key. */
  public boolean contains(String attribute) {
    return holds(partition, attribute) || holds(sort, attribute);
  }

  private static boolean holds(List<KeyAttribute> attributes, String name) {
    for (KeyAttribute each : attributes) {
      if (each.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
