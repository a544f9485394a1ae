package dev.ddblocal.auth.sigv4;

import dev.ddblocal.domain.port.UnverifiedRequest;
import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.domain.value.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Requests that were changed on their way, after their signature was made. */
final class Requests {
  private Requests() {}

  /** An unsigned POST with an empty body. */
  static UnverifiedRequest unsigned(String rawQuery, Header... headers) {
    return new UnverifiedRequest("POST", rawQuery, List.of(headers), Bytes.copyOf(new byte[0]));
  }

  static Header header(String name, String value) {
    return new Header(name, value);
  }

  static UnverifiedRequest withBody(UnverifiedRequest request, byte[] body) {
    return new UnverifiedRequest(
        request.method(), request.rawQuery(), request.headers(), Bytes.copyOf(body));
  }

  static UnverifiedRequest withMethod(UnverifiedRequest request, String method) {
    return new UnverifiedRequest(method, request.rawQuery(), request.headers(), request.body());
  }

  static UnverifiedRequest withQuery(UnverifiedRequest request, String rawQuery) {
    return new UnverifiedRequest(request.method(), rawQuery, request.headers(), request.body());
  }

  static UnverifiedRequest withHeaders(UnverifiedRequest request, List<Header> headers) {
    return new UnverifiedRequest(request.method(), request.rawQuery(), headers, request.body());
  }

  /** With one header more, at the end. */
  static UnverifiedRequest plus(UnverifiedRequest request, String name, String value) {
    List<Header> headers = new ArrayList<>(request.headers());
    headers.add(new Header(name, value));
    return withHeaders(request, headers);
  }

  /** Without the headers of that name. */
  static UnverifiedRequest minus(UnverifiedRequest request, String name) {
    return withHeaders(
        request, request.headers().stream().filter(header -> !header.name().equals(name)).toList());
  }

  /** With another value of that header. */
  static UnverifiedRequest with(UnverifiedRequest request, String name, String value) {
    return changed(
        request, header -> header.name().equals(name) ? new Header(name, value) : header);
  }

  /** With every header changed. */
  static UnverifiedRequest changed(UnverifiedRequest request, UnaryOperator<Header> change) {
    return withHeaders(request, request.headers().stream().map(change).toList());
  }
}
