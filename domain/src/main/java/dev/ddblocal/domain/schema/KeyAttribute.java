package dev.ddblocal.domain.schema;

import java.util.Objects;

/**
 * One attribute of a key, with its type.
 *
 * @param name the attribute's name
 * @param type the attribute's type
 */
public record KeyAttribute(String name, ScalarAttributeType type) {
  /** Refuses missing parts. */
  public KeyAttribute {
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(type, "type is null");
  }
}
