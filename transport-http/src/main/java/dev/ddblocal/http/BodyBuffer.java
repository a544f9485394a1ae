package dev.ddblocal.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;

/** Collects a body. A body that comes in one piece, as most do, is not copied. */
final class BodyBuffer {
  private static final byte[] EMPTY = {};
  private static final int FIRST_CAPACITY = 64 * 1024;

  private byte[] bytes = EMPTY;
  private int length;

  /**
   * Appends a piece that the caller gives away.
   *
   * @param expectedLength the length of the whole body, or -1 if it is not known
   */
  void append(Buffer piece, long expectedLength) {
    int pieceLength = piece.length();
    if (length == 0 && (expectedLength < 0 || expectedLength == pieceLength)) {
      bytes = arrayOf(piece);
    } else {
      ensureCapacity(length + pieceLength, expectedLength);
      piece.getBytes(bytes, length);
    }
    length += pieceLength;
  }

  /** Grows as the bytes arrive: a declared length alone must not cost memory. */
  private void ensureCapacity(int needed, long expectedLength) {
    if (needed > bytes.length) {
      int capacity = Math.max(needed, Math.max(FIRST_CAPACITY, 2 * bytes.length));
      if (expectedLength >= needed && expectedLength < capacity) {
        capacity = (int) expectedLength;
      }
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }

  private static byte[] arrayOf(Buffer piece) {
    ByteBuf buffer = ((BufferInternal) piece).getByteBuf();
    if (buffer.hasArray()
        && buffer.arrayOffset() == 0
        && buffer.readerIndex() == 0
        && buffer.array().length == piece.length()) {
      return buffer.array();
    }
    return piece.getBytes();
  }

  /** The number of bytes so far. */
  int length() {
    return length;
  }

  /** The bytes; nothing may be appended after. */
  byte[] toArray() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  /** Forgets the bytes. */
  void clear() {
    bytes = EMPTY;
    length = 0;
  }
}
