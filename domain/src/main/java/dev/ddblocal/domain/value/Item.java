package dev.ddblocal.domain.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An item: attributes by name, in the order they were written.
 *
 * @param attributes the attributes; not to be changed
 */
public record Item(Map<String, AttributeValue> attributes) {
  /** Wraps a map that the caller gives away; it is not copied. */
  public Item {
    attributes = Collections.unmodifiableMap(attributes);
  }

  /** An item of a copy of the given attributes. */
  public static Item copyOf(Map<String, AttributeValue> attributes) {
    return new Item(new LinkedHashMap<>(attributes));
  }

  /** The named attribute, or null if the item has none of that name. */
  public AttributeValue get(String name) {
    return attributes.get(name);
  }
}
