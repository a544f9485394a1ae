package dev.ddblocal.domain.schema;

import dev.ddblocal.domain.value.AttributeValue;
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

  /** Whether the value is of the attribute's type. */
  public boolean hasType(AttributeValue value) {
    return switch (type) {
      case S -> value instanceof AttributeValue.S;
      case N -> value instanceof AttributeValue.N;
      case B -> value instanceof AttributeValue.B;
    };
  }
}
