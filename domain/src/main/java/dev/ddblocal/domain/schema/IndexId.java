package dev.ddblocal.domain.schema;

import java.util.Objects;
import java.util.UUID;

/**
 * A secondary index's unique id. An index made again under the same name has another one.
 *
 * @param value the id; it is no part of the API
 */
public record IndexId(UUID value) implements StoreId {
  /** Refuses a missing id. */
  public IndexId {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
