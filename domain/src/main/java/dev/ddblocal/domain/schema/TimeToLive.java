package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.Objects;

/**
 * The setting by which a table's items expire.
 *
 * @param attribute the attribute that holds an item's time of expiry, in seconds of the Unix epoch
 * @param entries the store in which the items that can expire are entered by their time
 * @param enabledAt when the setting was made
 * @param backfilled whether every item that can expire has its entry; each write keeps the entries
 *     of its own items either way
 */
public record TimeToLive(
    String attribute, IndexId entries, Instant enabledAt, boolean backfilled) {
  /** Refuses missing parts. */
  public TimeToLive {
    Objects.requireNonNull(attribute, "attribute is null");
    Objects.requireNonNull(entries, "entries is null");
    Objects.requireNonNull(enabledAt, "enabledAt is null");
  }
}
