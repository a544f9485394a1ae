package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.value.Item;
import java.util.List;
import java.util.Optional;

/**
 * A page of what a SELECT answers.
 *
 * @param items the items
 * @param lastEvaluatedKey the key that the page ended with, if it ended within a run of keys
 * @param next where to go on; empty if nothing is left
 */
record SelectPage(
    List<Item> items, Optional<Item> lastEvaluatedKey, Optional<SelectPosition> next) {
  /** A page behind which nothing is left. */
  static SelectPage last(List<Item> items) {
    return new SelectPage(items, Optional.empty(), Optional.empty());
  }
}
