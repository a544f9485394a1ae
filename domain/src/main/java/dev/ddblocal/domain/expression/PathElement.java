package dev.ddblocal.domain.expression;

import java.util.Objects;

/** A step of a document path below its attribute. */
public sealed interface PathElement {
  /**
   * A member of a map.
   *
   * @param name the member's name
   */
  record Member(String name) implements PathElement {
    /** Refuses a missing name. */
    public Member {
      Objects.requireNonNull(name, "name is null");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An element of a list.
   *
   * @param position the position from 0 to 4,294,967,294
   */
  record Index(long position) implements PathElement {
    /** Refuses a negative position. */
    public Index {
      if (position < 0) {
        throw new IllegalArgumentException("position is negative");
      }
    }

    @Override
    public String toString() {
      return "[" + position + "]";
    }
  }
}
