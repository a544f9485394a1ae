package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a request's {@link SingularHeader}s, and which of them it repeats. */
final class SingularHeaders {
  private final Map<SingularHeader, String> values = new EnumMap<>(SingularHeader.class);
  private final Set<SingularHeader> repeated = EnumSet.noneOf(SingularHeader.class);

  /** Collects them in one pass. */
  static SingularHeaders of(List<Header> headers) {
    SingularHeaders found = new SingularHeaders();
    for (Header header : headers) {
      SingularHeader name = SingularHeader.named(header.name());
      if (name != null && found.values.putIfAbsent(name, header.value()) != null) {
        found.repeated.add(name);
      }
    }
    return found;
  }

  /** The header's first value; empty if the request has none. */
  Optional<String> value(SingularHeader name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether the request has the header more than once. */
  boolean isRepeated(SingularHeader name) {
    return repeated.contains(name);
  }

  /**
   * Refuses repeated headers.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException IncompleteSignatureException
   */
  void requireSingle() {
    if (!repeated.isEmpty()) {
      throw SignatureErrors.repeatedHeader(repeated.iterator().next().headerName());
    }
  }
}
