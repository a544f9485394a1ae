package dev.ddblocal.domain.schema;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The setting by which a table's items expire.
 *
 * @param attribute the attribute that holds an item's time of expiry, in seconds of the Unix epoch
 * @param entries the store in which the items that can expire are entered by their time
 * @param enabledAt when the setting was made
 * @param backfilled whether every item that can expire has its entry; each write keeps the entries
 *     of its own items either way
 * @param disabledAt when the setting was unmade, while it still shows as DISABLING
 */
public record TimeToLive(
    String attribute,
    IndexId entries,
    Instant enabledAt,
    boolean backfilled,
    Optional<Instant> disabledAt) {
  /** Refuses missing parts. */
  public TimeToLive {
    Objects.requireNonNull(attribute, "attribute is null");
    Objects.requireNonNull(entries, "entries is null");
    Objects.requireNonNull(enabledAt, "enabledAt is null");
    Objects.requireNonNull(disabledAt, "disabledAt is null");
  }

  /** The same setting with an entry of every item that can expire. */
  public TimeToLive withAllEntries() {
    return new TimeToLive(attribute, entries, enabledAt, true, disabledAt);
  }

  /** The same setting, unmade at the given time. */
  public TimeToLive disabled(Instant at) {
    return new TimeToLive(attribute, entries, enabledAt, backfilled, Optional.of(at));
  }
}
