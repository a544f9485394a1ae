package dev.ddblocal.http;

import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The content codings of HTTP that are spoken here, in the order of our liking. */
enum ContentCoding {
  GZIP("gzip") {
    @Override
    OutputStream compressing(OutputStream out) throws IOException {
      return new GZIPOutputStream(out);
    }
  },
  DEFLATE("deflate") {
    @Override
    OutputStream compressing(OutputStream out) {
      return new DeflaterOutputStream(out);
    }
  };

  private static final int MAX_QUALITY = 1_000;

  private final String token;
  private final CharSequence headerValue;

  ContentCoding(String token) {
    this.token = token;
    headerValue = HttpHeaders.createOptimized(token);
  }

  /** The value for a Content-Encoding header. */
  CharSequence headerValue() {
    return headerValue;
  }

  abstract OutputStream compressing(OutputStream out) throws IOException;

  /** Compresses a body. */
  byte[] compress(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 2);
    try (OutputStream out = compressing(compressed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /**
   * Decompresses a gzip body.
   *
   * @param limit the greatest length of the result
   * @return the result; null if it would be longer than the limit
   * @throws IOException if the body is no gzip, or not all of it
   */
  static byte[] gunzip(byte[] body, int limit) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] content = in.readNBytes(limit + 1);
      return content.length > limit ? null : content;
    }
  }

  /** Whether a Content-Encoding says that the body is gzip. */
  static boolean isGzip(String contentEncoding) {
    return contentEncoding.equalsIgnoreCase("gzip") || contentEncoding.equalsIgnoreCase("x-gzip");
  }

  /**
   * The coding that an Accept-Encoding header asks for; null if it asks for none of ours. The
   * greatest weight wins, gzip before deflate (RFC 9110, 12.5.3).
   */
  static ContentCoding preferredBy(String acceptEncoding) {
    int[] weights = new int[values().length];
    Arrays.fill(weights, -1);
    int wildcard = 0;
    int start = 0;
    while (start < acceptEncoding.length()) {
      int comma = acceptEncoding.indexOf(',', start);
      int end = comma < 0 ? acceptEncoding.length() : comma;
      int semicolon = acceptEncoding.indexOf(';', start);
      int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
      String name = acceptEncoding.substring(start, nameEnd).strip();
      int weight = weight(acceptEncoding, nameEnd, end);
      if (name.equals("*")) {
        wildcard = weight;
      }
      for (ContentCoding coding : values()) {
        if (coding.token.equalsIgnoreCase(name)) {
          weights[coding.ordinal()] = weight;
        }
      }
      start = end + 1;
    }
    ContentCoding best = null;
    int bestWeight = 0;
    for (ContentCoding coding : values()) {
      int weight = weights[coding.ordinal()] < 0 ? wildcard : weights[coding.ordinal()];
      if (weight > bestWeight) {
        best = coding;
        bestWeight = weight;
      }
    }
    return best;
  }

  /** The weight of one element in thousandths; what cannot be read refuses the coding. */
  private static int weight(String header, int nameEnd, int end) {
    if (nameEnd == end) {
      return MAX_QUALITY;
    }
    String parameter = header.substring(nameEnd + 1, end).strip();
    if (!parameter.regionMatches(true, 0, "q=", 0, 2)) {
      return 0;
    }
    try {
      double quality = Double.parseDouble(parameter.substring(2).strip());
      return quality >= 0 && quality <= 1 ? (int) (quality * MAX_QUALITY) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
