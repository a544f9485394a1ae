package dev.ddblocal.domain.identity;

import java.util.Objects;

/**
 * Where a request came from, for condition keys and the audit log.
 *
 * @param requestId the id that the answer carries
 * @param sourceAddress the numeric address of the client; empty for calls within the process
 * @param secureTransport whether it came over TLS
 * @param userAgent the User-Agent header; empty if there was none
 * @param referer the Referer header; empty if there was none
 */
public record RequestOrigin(
    String requestId,
    String sourceAddress,
    boolean secureTransport,
    String userAgent,
    String referer) {
  /** A call from within the process. */
  public static final RequestOrigin INTERNAL = new RequestOrigin("", "", true, "", "");

  /** Refuses missing parts. */
  public RequestOrigin {
    Objects.requireNonNull(requestId, "requestId is null");
    Objects.requireNonNull(sourceAddress, "sourceAddress is null");
    Objects.requireNonNull(userAgent, "userAgent is null");
    Objects.requireNonNull(referer, "referer is null");
  }
}
