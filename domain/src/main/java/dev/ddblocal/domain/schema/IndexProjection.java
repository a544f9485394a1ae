package dev.ddblocal.domain.schema;

import java.util.List;
import java.util.Objects;

/**
 * Which attributes an index holds. The keys of the table and of the index always belong to them.
 *
 * @param type all, none, or those listed
 * @param nonKeyAttributes the attributes listed, in the order they were sent; empty unless the type
 *     is INCLUDE
 */
public record IndexProjection(ProjectionType type, List<String> nonKeyAttributes) {
  /** Every attribute. */
  public static final IndexProjection ALL = new IndexProjection(ProjectionType.ALL, List.of());

  /** The keys alone. */
  public static final IndexProjection KEYS_ONLY =
      new IndexProjection(ProjectionType.KEYS_ONLY, List.of());

  /** Refuses missing parts. */
  public IndexProjection {
    Objects.requireNonNull(type, "type is null");
    nonKeyAttributes = List.copyOf(nonKeyAttributes);
  }
}
