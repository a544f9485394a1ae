package dev.ddblocal.auth.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes in which canonical texts are put together without making strings. */
final class CanonicalBuffer {
  private static final int INITIAL_CAPACITY = 2_048;
  private static final byte[] LOWER_HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  CanonicalBuffer append(char asciiCharacter) {
    ensureRoomFor(1);
    bytes[length++] = (byte) asciiCharacter;
    return this;
  }

  /** Appends a text whose characters are one byte each. */
  CanonicalBuffer append(String text) {
    byte[] added = text.getBytes(StandardCharsets.ISO_8859_1);
    ensureRoomFor(added.length);
    System.arraycopy(added, 0, bytes, length, added.length);
    length += added.length;
    return this;
  }

  /** Appends a header's value: trimmed, and every run of white space one blank. */
  CanonicalBuffer appendHeaderValue(String value) {
    byte[] added = value.getBytes(StandardCharsets.ISO_8859_1);
    ensureRoomFor(added.length);
    // Locals, because the compiler reads and writes fields anew for every byte.
    byte[] target = bytes;
    int start = length;
    int end = start;
    boolean pendingBlank = false;
    for (byte b : added) {
      if (isWhiteSpace(b)) {
        pendingBlank = end > start;
      } else {
        if (pendingBlank) {
          target[end++] = ' ';
          pendingBlank = false;
        }
        target[end++] = b;
      }
    }
    length = end;
    return this;
  }

  /** Appends the given bytes in lower-case hexadecimal. */
  CanonicalBuffer appendHex(byte[] binary) {
    ensureRoomFor(2 * binary.length);
    length = writeHex(binary, bytes, length);
    return this;
  }

  /**
   * Writes bytes in lower-case hexadecimal.
   *
   * @return the offset behind the last character
   */
  static int writeHex(byte[] binary, byte[] target, int offset) {
    int at = offset;
    for (byte b : binary) {
      target[at++] = LOWER_HEX[(b >> 4) & 15];
      target[at++] = LOWER_HEX[b & 15];
    }
    return at;
  }

  private void ensureRoomFor(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }

  private static boolean isWhiteSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
