package dev.ddblocal.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * An HTTP answer as it came over the socket.
 *
 * @param status the status code
 * @param headers the headers by lower-case name; the last of a name
 * @param content the body's bytes, out of their chunks
 */
record RawAnswer(int status, Map<String, String> headers, Content content) {
  /**
   * A body.
   *
   * @param bytes the bytes in ISO-8859-1
   */
  record Content(String bytes) {}

  /** The body as UTF-8 text. */
  String body() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The body's bytes. */
  byte[] bytes() {
    return content.bytes().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A header's value, or the empty string. */
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** The body's CRC-32. */
  long crc32() {
    CRC32 crc = new CRC32();
    crc.update(bytes());
    return crc.getValue();
  }

  /** Reads one answer; empty if the connection was closed before one began. */
  static Optional<RawAnswer> read(InputStream in) throws IOException {
    Optional<RawAnswer> head = readHead(in);
    return head.isPresent() ? Optional.of(head.get().withBody(in)) : head;
  }

  /** Reads an answer that has no body; empty if the connection was closed before one began. */
  static Optional<RawAnswer> readHead(InputStream in) throws IOException {
    String statusLine = line(in);
    if (statusLine == null) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    return status == 100
        ? readHead(in)
        : Optional.of(new RawAnswer(status, headers, new Content("")));
  }

  private RawAnswer withBody(InputStream in) throws IOException {
    byte[] body =
        headers.containsKey("content-length")
            ? exactly(in, Integer.parseInt(headers.get("content-length")))
            : "chunked".equals(headers.get("transfer-encoding")) ? chunks(in) : in.readAllBytes();
    return new RawAnswer(
        status, headers, new Content(new String(body, StandardCharsets.ISO_8859_1)));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    StringBuilder all = new StringBuilder();
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new EOFException("a chunk's size is missing");
      }
      int length = Integer.parseInt(size, 16);
      all.append(new String(exactly(in, length), StandardCharsets.ISO_8859_1));
      line(in);
      if (length == 0) {
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  /** Reads a line, without its end; null at the end of the connection. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }

  /** The names of the given headers that are missing. */
  List<String> missing(String... names) {
    return Arrays.stream(names).filter(name -> header(name).isEmpty()).toList();
  }
}
