package dev.ddblocal.http;

import dev.ddblocal.domain.port.UnverifiedRequest.Header;
import dev.ddblocal.http.query.RequestParameters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What the request line and the headers say, read in one pass, with the rules about what may not be
 * there twice (spec: authentication, 3.2). Header names are compared without regard to case.
 */
final class RequestHead implements BiConsumer<String, String> {
  private static final int USUAL_HEADERS = 16;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String HTTP_SCHEME = "http://";
  private static final String HTTPS_SCHEME = "https://";

  private final String method;
  private final HttpVersion version;
  private final List<Header> headers = new ArrayList<>(USUAL_HEADERS);
  private boolean malformed;
  private boolean atRoot;
  private String rawQuery = "";
  private String host;
  private String target;
  private boolean targetRepeated;
  private String contentType;
  private boolean contentTypeRepeated;
  private String contentEncoding;
  private String acceptEncoding;
  private String transferEncoding;
  private long contentLength = -1;
  private String expect;
  private String origin;
  private String corsMethod;
  private String corsHeaders;
  private String userAgent = "";
  private String referer = "";
  private String forwardedFor;
  private String forwardedProto;

  private RequestHead(String method, HttpVersion version) {
    this.method = method;
    this.version = version;
  }

  /** Reads the head of a request. */
  static RequestHead of(HttpServerRequest request) {
    RequestHead head = new RequestHead(request.method().name(), request.version());
    request.headers().forEach(head);
    head.readTarget(request.uri());
    head.checkFraming();
    return head;
  }

  /** Takes one header line; for {@link #of}. */
  @Override
  public void accept(String name, String value) {
    headers.add(new Header(name, value));
    switch (name.length()) {
      case 4 -> {
        if (name.equalsIgnoreCase("host")) {
          malformed |= host != null;
          host = value;
        }
      }
      case 6 -> {
        if (name.equalsIgnoreCase("origin")) {
          origin = value;
        } else if (name.equalsIgnoreCase("expect")) {
          expect = value;
        }
      }
      case 10 -> {
        if (name.equalsIgnoreCase("user-agent")) {
          userAgent = value;
        }
      }
      case 12 -> {
        if (name.equalsIgnoreCase("x-amz-target")) {
          targetRepeated |= target != null;
          target = value;
        } else if (name.equalsIgnoreCase("content-type")) {
          contentTypeRepeated |= contentType != null;
          contentType = value;
        }
      }
      default -> acceptRare(name, value);
    }
  }

  private void acceptRare(String name, String value) {
    switch (name.length()) {
      case 7 -> {
        if (name.equalsIgnoreCase("referer")) {
          referer = value;
        }
      }
      case 14 -> {
        if (name.equalsIgnoreCase("content-length")) {
          malformed |= contentLength >= 0;
          // The decoder has let only digits pass.
          contentLength = Long.parseLong(value.strip());
        }
      }
      case 15 -> {
        if (name.equalsIgnoreCase("accept-encoding")) {
          acceptEncoding = joined(acceptEncoding, value);
        } else if (name.equalsIgnoreCase("x-forwarded-for")) {
          forwardedFor = joined(forwardedFor, value);
        }
      }
      case 16 -> {
        if (name.equalsIgnoreCase("content-encoding")) {
          contentEncoding = joined(contentEncoding, value);
        }
      }
      case 17 -> {
        if (name.equalsIgnoreCase("transfer-encoding")) {
          malformed |= transferEncoding != null;
          transferEncoding = value;
        } else if (name.equalsIgnoreCase("x-forwarded-proto")) {
          forwardedProto = joined(forwardedProto, value);
        }
      }
      case 29 -> {
        if (name.equalsIgnoreCase("access-control-request-method")) {
          corsMethod = value;
        }
      }
      case 30 -> {
        if (name.equalsIgnoreCase("access-control-request-headers")) {
          corsHeaders = value;
        }
      }
      default -> {
        // Of interest to the signature at most.
      }
    }
  }

  private static String joined(String before, String value) {
    return before == null ? value : before + "," + value;
  }

  /**
   * Reads the raw request target: nothing but {@code /} is the root, in no spelling. The authority
   * of an absolute target must be the one of the Host header, so that there is one host to speak
   * of.
   */
  private void readTarget(String uri) {
    String target = uri;
    int authorityStart =
        startsWithIgnoringCase(uri, HTTP_SCHEME)
            ? HTTP_SCHEME.length()
            : startsWithIgnoringCase(uri, HTTPS_SCHEME) ? HTTPS_SCHEME.length() : 0;
    if (authorityStart > 0) {
      int authorityEnd = authorityStart;
      while (authorityEnd < uri.length() && "/?#".indexOf(uri.charAt(authorityEnd)) < 0) {
        authorityEnd++;
      }
      malformed |= !uri.substring(authorityStart, authorityEnd).equalsIgnoreCase(host);
      target = uri.substring(authorityEnd);
      if (target.isEmpty() || target.charAt(0) == '?') {
        target = '/' + target;
      }
    }
    int question = target.indexOf('?');
    atRoot = question < 0 ? target.equals("/") : question == 1 && target.charAt(0) == '/';
    if (question >= 0) {
      rawQuery = target.substring(question + 1);
    }
  }

  private static boolean startsWithIgnoringCase(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private void checkFraming() {
    boolean http11 = version == HttpVersion.HTTP_1_1;
    malformed |= http11 && (host == null || host.isEmpty());
    malformed |=
        transferEncoding != null
            && (!http11 || contentLength >= 0 || !transferEncoding.equalsIgnoreCase("chunked"));
  }

  /** Whether readers could disagree on where the request ends or whom it is for. */
  boolean isMalformed() {
    return malformed;
  }

  /** The method, such as {@code POST}. */
  String method() {
    return method;
  }

  /** Whether the target's path is exactly {@code /}. */
  boolean isAtRoot() {
    return atRoot;
  }

  /** The query as sent, without the question mark; empty if there is none. */
  String rawQuery() {
    return rawQuery;
  }

  /** All headers in the order of their arrival. */
  List<Header> headers() {
    return headers;
  }

  /** The Host header; null only in HTTP/1.0. */
  String host() {
    return host;
  }

  /**
   * Whether the request is one of the query protocol (spec: authentication, 2.4): a posted form, or
   * parameters in the query string that name a call and nothing else that could be meant.
   */
  boolean isQueryCall() {
    if (target != null || !atRoot) {
      return false;
    }
    boolean post = method.equals("POST");
    if (post && isForm()) {
      return true;
    }
    return (post ? contentType == null && !hasBody() : method.equals("GET"))
        && RequestParameters.nameACall(rawQuery);
  }

  private boolean hasBody() {
    return contentLength > 0 || transferEncoding != null;
  }

  /** Whether the body is a form. */
  boolean isForm() {
    return contentType != null
        && !contentTypeRepeated
        && FORM.equalsIgnoreCase(JsonMediaType.bare(contentType));
  }

  /** The X-Amz-Target header; null if it is missing or there is more than one. */
  String target() {
    return targetRepeated ? null : target;
  }

  /** The media type of the body; null if it is missing, sent twice or none that is served. */
  JsonMediaType mediaType() {
    return contentType == null || contentTypeRepeated ? null : JsonMediaType.of(contentType);
  }

  /** The body's content coding; null if there is none, {@code identity} included. */
  String contentEncoding() {
    return contentEncoding == null
            || contentEncoding.isEmpty()
            || contentEncoding.equalsIgnoreCase("identity")
        ? null
        : contentEncoding;
  }

  /** The encodings that the client takes; null if it does not say. */
  String acceptEncoding() {
    return acceptEncoding;
  }

  /** The body's length as declared, or -1. */
  long contentLength() {
    return contentLength;
  }

  /** Whether the client waits to be told to send its body. */
  boolean expectsContinue() {
    return expect != null
        && expect.equalsIgnoreCase("100-continue")
        && version == HttpVersion.HTTP_1_1;
  }

  /** The Origin header; null if there is none. */
  String origin() {
    return origin;
  }

  /** The Access-Control-Request-Method header; null if there is none. */
  String corsMethod() {
    return corsMethod;
  }

  /** The Access-Control-Request-Headers header; null if there is none. */
  String corsHeaders() {
    return corsHeaders;
  }

  /** The User-Agent header; empty if there is none. */
  String userAgent() {
    return userAgent;
  }

  /** The Referer header; empty if there is none. */
  String referer() {
    return referer;
  }

  /** The X-Forwarded-For headers, joined by commas; null if there is none. Anybody may send one. */
  String forwardedFor() {
    return forwardedFor;
  }

  /** The X-Forwarded-Proto headers, as {@link #forwardedFor}. */
  String forwardedProto() {
    return forwardedProto;
  }
}
