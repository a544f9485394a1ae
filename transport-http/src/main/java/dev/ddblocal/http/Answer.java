package dev.ddblocal.http;

import dev.ddblocal.domain.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * An answer that is ready to be sent.
 *
 * @param status the HTTP status
 * @param contentType the body's type; null to name none
 * @param contentCoding how the body is compressed; null if it is not
 * @param body the body as sent
 * @param crc32 the CRC-32 of the body as sent; {@link #NO_CHECKSUM} where none is sent
 * @param errorCode the error's shape name; empty if there is none
 */
record Answer(
    int status,
    CharSequence contentType,
    ContentCoding contentCoding,
    Bytes body,
    long crc32,
    String errorCode) {
  /** In place of a CRC-32, which is never negative. */
  static final long NO_CHECKSUM = -1;

  private static final byte[] NO_BODY = {};
  private static final String UNKNOWN_OPERATION_XML = "<UnknownOperationException/>\n";

  /** What everything that is not the API gets to hear (crc32 3552371480). */
  static final Answer NOT_FOUND =
      of(
          404,
          null,
          UNKNOWN_OPERATION_XML.getBytes(StandardCharsets.ISO_8859_1),
          "UnknownOperationException");

  /** An answer with nothing in it but headers. */
  static final Answer EMPTY = of(200, null, NO_BODY, "");

  /** A body that is too large once it is decompressed. */
  static final Answer TOO_LARGE = of(413, null, NO_BODY, "");

  /** An uncompressed answer of a body that the caller gives away. */
  static Answer of(int status, CharSequence contentType, byte[] body, String errorCode) {
    return new Answer(status, contentType, null, Bytes.wrap(body), crc32(body), errorCode);
  }

  /** An uncompressed answer without a checksum, of a body that the caller gives away. */
  static Answer unchecked(int status, CharSequence contentType, byte[] body, String errorCode) {
    return new Answer(status, contentType, null, Bytes.wrap(body), NO_CHECKSUM, errorCode);
  }

  /** This answer, compressed. */
  Answer compressedBy(ContentCoding coding) {
    byte[] compressed = coding.compress(body.unsafeArray());
    return new Answer(
        status, contentType, coding, Bytes.wrap(compressed), crc32(compressed), errorCode);
  }

  private static long crc32(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }
}
