package dev.ddblocal.domain.schema;

import java.util.Objects;
import java.util.UUID;

/**
 * A table's unique id. A table created again under the same name has another one.
 *
 * @param value the id that DescribeTable answers as TableId
 */
public record TableId(UUID value) implements StoreId {
  /** Refuses a missing id. */
  public TableId {
    Objects.requireNonNull(value, "value is null");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
