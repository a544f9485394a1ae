package dev.ddblocal.http;

import io.vertx.core.http.HttpHeaders;

/** The media types that DynamoDB reads and answers with. */
enum JsonMediaType {
  AMZ_JSON_1_0("application/x-amz-json-1.0"),
  JSON("application/json");

  private final String text;

  // Immutable, as an encoded string that costs least to send.
  @SuppressWarnings("ImmutableEnumChecker")
  private final CharSequence headerValue;

  JsonMediaType(String text) {
    this.text = text;
    headerValue = HttpHeaders.createOptimized(text);
  }

  /** The type that a Content-Type names, parameters aside; null if it is none of these. */
  static JsonMediaType of(String contentType) {
    String bare = bare(contentType);
    for (JsonMediaType type : values()) {
      if (type.text.equalsIgnoreCase(bare)) {
        return type;
      }
    }
    return null;
  }

  /** What a Content-Type says without its parameters. */
  static String bare(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
  }

  /** The value for a Content-Type header. */
  CharSequence headerValue() {
    return headerValue;
  }
}
