package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.value.Item;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the reading of a SELECT has come.
 *
 * @param run the run of keys to go on with, from 0; 0 where there is but one
 * @param startKey the key to go on behind; empty for the beginning of the run
 */
record SelectPosition(int run, Optional<Item> startKey) {
  /** The beginning. */
  static final SelectPosition START = new SelectPosition(0, Optional.empty());

  /** Refuses a missing part. */
  SelectPosition {
    Objects.requireNonNull(startKey, "startKey is null");
  }
}
