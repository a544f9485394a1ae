package dev.ddblocal.auth.sigv4;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ddblocal.domain.identity.Region;
import java.util.Optional;
import java.util.Set;

/** The regions that requests may be scoped to. */
final class ServedRegions {
  /** Callers choose the text, so what is remembered of it is bounded. */
  private static final int REMEMBERED = 1_000;

  private final Set<Region> served;
  private final Cache<String, Region> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  /** Serves the given regions, or every valid region if there is none. */
  ServedRegions(Set<Region> served) {
    this.served = Set.copyOf(served);
  }

  /** The region of that name; empty if the text names none or one that is not served. */
  Optional<Region> find(String text) {
    return Optional.ofNullable(remembered.get(text, this::parse));
  }

  private Region parse(String text) {
    if (!Region.isValid(text)) {
      return null;
    }
    Region region = new Region(text);
    return served.isEmpty() || served.contains(region) ? region : null;
  }
}
