package dev.ddblocal.auth.sigv4;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The headers that a request may have only once, because two of a kind would have two readers. */
enum SingularHeader {
  AUTHORIZATION("Authorization"),
  X_AMZ_DATE("X-Amz-Date"),
  DATE("Date"),
  X_AMZ_SECURITY_TOKEN("X-Amz-Security-Token"),
  X_AMZ_TARGET("X-Amz-Target"),
  HOST("Host"),
  CONTENT_TYPE("Content-Type"),
  CONTENT_LENGTH("Content-Length");

  /** By the length of their names, which most other headers' names do not have. */
  private static final SingularHeader[][] BY_LENGTH = byLength();

  private final String headerName;

  SingularHeader(String headerName) {
    this.headerName = headerName;
  }

  /** The header's name as AWS writes it. */
  String headerName() {
    return headerName;
  }

  /** The header of that name in any case, or null if headers of that name may repeat. */
  static SingularHeader named(String name) {
    if (name.length() < BY_LENGTH.length) {
      for (SingularHeader header : BY_LENGTH[name.length()]) {
        if (header.headerName.equalsIgnoreCase(name)) {
          return header;
        }
      }
    }
    return null;
  }

  private static SingularHeader[][] byLength() {
    int longest = Arrays.stream(values()).mapToInt(h -> h.headerName.length()).max().orElse(0);
    return IntStream.rangeClosed(0, longest)
        .mapToObj(length ->
            Arrays.stream(values())
                .filter(header -> header.headerName.length() == length)
                .toArray(SingularHeader[]::new))
        .toArray(SingularHeader[][]::new);
  }
}
