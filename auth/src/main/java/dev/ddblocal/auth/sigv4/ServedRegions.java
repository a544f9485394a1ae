package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.identity.Region;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The regions that requests may be scoped to. */
final class ServedRegions {
  /** Callers choose the text, so no more than this is remembered of it. */
  private static final int MAX_REMEMBERED = 1_000;

  private final Set<Region> served;
  private final Map<String, Region> remembered = new ConcurrentHashMap<>();

  /** Serves the given regions, or every valid region if there is none. */
  ServedRegions(Set<Region> served) {
    this.served = Set.copyOf(served);
  }

  /** The region of that name; empty if the text names none or one that is not served. */
  Optional<Region> find(String text) {
    Region known = remembered.get(text);
    if (known != null) {
      return Optional.of(known);
    }
    if (!Region.isValid(text)) {
      return Optional.empty();
    }
    Region region = new Region(text);
    if (!served.isEmpty() && !served.contains(region)) {
      return Optional.empty();
    }
    if (remembered.size() < MAX_REMEMBERED) {
      remembered.put(text, region);
    }
    return Optional.of(region);
  }
}
