package dev.ddblocal.auth.sigv4;

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

  private static final SingularHeader[] ALL = values();

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
    for (SingularHeader header : ALL) {
      if (header.headerName.equalsIgnoreCase(name)) {
        return header;
      }
    }
    return null;
  }
}
