package dev.ddblocal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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

  ContentCoding(String token) {
    this.token = token;
  }

  /** The coding's name in headers. */
  String token() {
    return token;
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
    int wildcard = Math.max(0, weightOf("*", acceptEncoding));
    ContentCoding best = null;
    int bestWeight = 0;
    for (ContentCoding coding : values()) {
      int named = weightOf(coding.token, acceptEncoding);
      int weight = named < 0 ? wildcard : named;
      if (weight > bestWeight) {
        best = coding;
        bestWeight = weight;
      }
    }
    return best;
  }

  /** The weight that the header gives to a coding, in thousandths; -1 if it does not name it. */
  private static int weightOf(String token, String header) {
    int start = 0;
    while (start < header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      int semicolon = header.indexOf(';', start);
      int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
      if (header.substring(start, nameEnd).strip().equalsIgnoreCase(token)) {
        return weight(header, nameEnd, end);
      }
      start = end + 1;
    }
    return -1;
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
