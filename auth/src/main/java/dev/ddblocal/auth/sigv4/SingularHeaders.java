package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import java.util.List;
import java.util.Optional;

/** The values of a request's {@link SingularHeader}s, and which of them it repeats. */
final class SingularHeaders {
  private final String[] values = new String[SingularHeader.values().length];
  private int repeated;

  /** Collects them in one pass. */
  static SingularHeaders of(List<Header> headers) {
    SingularHeaders found = new SingularHeaders();
    for (Header header : headers) {
      SingularHeader name = SingularHeader.named(header.name());
      if (name != null) {
        found.add(name, header.value());
      }
    }
    return found;
  }

  private void add(SingularHeader name, String value) {
    if (values[name.ordinal()] == null) {
      values[name.ordinal()] = value;
    } else {
      repeated |= 1 << name.ordinal();
    }
  }

  /** The header's first value; empty if the request has none. */
  Optional<String> value(SingularHeader name) {
    return Optional.ofNullable(values[name.ordinal()]);
  }

  /** Whether the request has the header more than once. */
  boolean isRepeated(SingularHeader name) {
    return (repeated & (1 << name.ordinal())) != 0;
  }

  /**
   * Refuses repeated headers.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException IncompleteSignatureException
   */
  void requireSingle() {
    if (repeated != 0) {
      int first = Integer.numberOfTrailingZeros(repeated);
      throw SignatureErrors.repeatedHeader(SingularHeader.values()[first].headerName());
    }
  }
}
