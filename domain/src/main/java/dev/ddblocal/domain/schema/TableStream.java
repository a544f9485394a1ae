package dev.ddblocal.domain.schema;

import java.util.Objects;

/**
 * The stream that records the changes of a table's items.
 *
 * @param id the stream's unique id
 * @param label the last part of its ARN: when it was enabled
 * @param viewType what its records show of an item
 * @param openShard the number of the shard that takes new records
 */
public record TableStream(StreamId id, String label, StreamViewType viewType, long openShard) {
  /** Refuses missing parts. */
  public TableStream {
    Objects.requireNonNull(id, "id is null");
    Objects.requireNonNull(label, "label is null");
    Objects.requireNonNull(viewType, "viewType is null");
  }
}
