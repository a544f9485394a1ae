package dev.ddblocal.domain.port;

import dev.ddblocal.domain.identity.RequestOrigin;
import dev.ddblocal.domain.value.Bytes;
import java.util.List;
import java.util.Objects;

/**
 * An HTTP request as it arrived, before anybody has vouched for it.
 *
 * @param method the method, such as {@code POST}
 * @param rawQuery the query string as sent, without the question mark; empty if there is none
 * @param headers all headers in the order of their arrival
 * @param body the body as received, before any content decoding
 * @param origin where the request came from
 */
public record UnverifiedRequest(
    String method, String rawQuery, List<Header> headers, Bytes body, RequestOrigin origin) {
  /** Refuses missing parts. */
  public UnverifiedRequest {
    Objects.requireNonNull(method, "method is null");
    Objects.requireNonNull(rawQuery, "rawQuery is null");
    Objects.requireNonNull(headers, "headers is null");
    Objects.requireNonNull(body, "body is null");
    Objects.requireNonNull(origin, "origin is null");
  }

  /** A request from within the process. */
  public UnverifiedRequest(String method, String rawQuery, List<Header> headers, Bytes body) {
    this(method, rawQuery, headers, body, RequestOrigin.INTERNAL);
  }

  /**
   * One header line.
   *
   * @param name the name as sent
   * @param value the value, each char one byte (ISO-8859-1)
   */
  public record Header(String name, String value) {}
}
