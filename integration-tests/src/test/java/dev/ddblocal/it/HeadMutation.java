package dev.ddblocal.it;

import java.util.List;
import java.util.Random;

/** Spoils what stands before a request's body, in ways that leave it HTTP. */
final class HeadMutation {
  private static final List<String> HEADERS =
      List.of(
          "Host",
          "Content-Type",
          "X-Amz-Target",
          "X-Amz-Date",
          "Authorization",
          "Content-Encoding",
          "Accept-Encoding",
          "Accept",
          "Origin",
          "X-Amz-Security-Token",
          "X-Amz-Content-Sha256",
          "Connection",
          "Date",
          "Cookie",
          "X-Forwarded-Host",
          "User-Agent",
          "Upgrade",
          "Trailer",
          "Access-Control-Request-Headers",
          "x",
          "TE",
          "Range",
          "If-None-Match",
          "Cache-Control");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "a",
          "*",
          "null",
          "0",
          "-1",
          "gzip",
          "deflate",
          "br",
          "identity",
          "gzip, gzip",
          "keep-alive",
          "close",
          "upgrade",
          "h2c",
          "websocket",
          "application/json",
          "application/x-amz-json-1.0; charset=x",
          "text/plain",
          "DynamoDB_20120810.GetItem",
          "DynamoDB_20120810.",
          "DynamoDB_20120810.Query",
          "AWS4-",
          "AWS4-HMAC-SHA256",
          "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=x",
          "AWS4-HMAC-SHA256 a,b,c",
          "20260102T030405Z",
          "20260102T030405",
          "\u00ff\u00fe",
          "\u00c3\u00bc",
          "\t\t",
          "\"\\\"",
          "${jndi:ldap://x}",
          "%00%0d%0a",
          ";;;;",
          ",,,,",
          "=;=,= =",
          "127.0.0.1",
          "evil.example.com",
          "[::1]:80",
          "x".repeat(3_000),
          "a,".repeat(1_000));

  private static final List<String> METHODS =
      List.of(
          "GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "post", "X", "M-SEARCH");

  private static final List<String> TARGETS =
      List.of(
          "/x",
          "//",
          "/?",
          "/?a",
          "/?a=b&c",
          "/?%zz",
          "/?%",
          "/?+",
          "/?X-Amz-Algorithm",
          "/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a/b/c/d/e&X-Amz-Date=x"
              + "&X-Amz-SignedHeaders=host&X-Amz-Signature=x",
          "/?X-Amz-Expires=1&X-Amz-Expires=2",
          "*",
          "?",
          "#",
          "/#",
          "/%2e%2e/",
          "/../../etc/passwd",
          "http://evil/",
          "http://",
          "https:///",
          "http://127.0.0.1:99999/",
          "ftp://x/",
          "x:y",
          ":",
          "/_health",
          "/_ready",
          "/_metrics",
          "/_",
          "/\u00ff",
          "/\u0001",
          "/?" + "a=b&".repeat(1_000),
          "/" + "x".repeat(5_000),
          "\\",
          "/;",
          "/?[]{}<>\"'`|^");

  private final Random random;

  HeadMutation(Random random) {
    this.random = random;
  }

  /** Changes one to three things about the request. */
  void spoil(RawRequest request) {
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      String header = HEADERS.get(random.nextInt(HEADERS.size()));
      String value = VALUES.get(random.nextInt(VALUES.size()));
      switch (random.nextInt(12)) {
        case 0 -> request.without(header);
        case 1, 2 -> request.header(header, value);
        case 3, 4, 5 -> request.without(header).header(header, value);
        case 6, 7 -> request.replace(header, value);
        case 8 -> request.method(METHODS.get(random.nextInt(METHODS.size())));
        case 9 -> request.target(TARGETS.get(random.nextInt(TARGETS.size())));
        default -> request.replace("Authorization", tampered(value));
      }
    }
  }

  private String tampered(String inserted) {
    String valid =
        "AWS4-HMAC-SHA256 Credential=ACCESS/20260102/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=";
    int at = random.nextInt(valid.length());
    return valid.substring(0, at) + inserted + valid.substring(at);
  }
}
