package dev.ddblocal.domain.schema;

import java.util.Objects;
import java.util.UUID;

/**
 * A stream's unique id. A stream that is enabled again on the same table has another one.
 *
 * @param value the id; it is no part of the API
 */
public record StreamId(UUID value) {
  /** Refuses a missing id. */
  public StreamId {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
