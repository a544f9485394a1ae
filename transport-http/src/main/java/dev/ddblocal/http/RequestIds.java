package dev.ddblocal.http;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes request ids: 52 random characters of 0-9 and A-Z, or UUIDs for the query protocol. For one
 * thread.
 */
final class RequestIds {
  static final int LENGTH = 52;

  private static final byte[] ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUV".getBytes(StandardCharsets.ISO_8859_1);
  private static final int BITS = 5;
  private static final int CHARACTERS_PER_LONG = Long.SIZE / BITS;

  private final SplittableRandom random = new SplittableRandom();

  /** The next id, in the form that costs least to send. */
  AsciiString next() {
    byte[] id = new byte[LENGTH];
    int at = 0;
    while (at < LENGTH) {
      long bits = random.nextLong();
      int end = Math.min(at + CHARACTERS_PER_LONG, LENGTH);
      for (; at < end; at++) {
        id[at] = ALPHABET[(int) bits & (ALPHABET.length - 1)];
        bits >>>= BITS;
      }
    }
    return new AsciiString(id, false);
  }

  /** The next id in the form that the query protocol has. */
  AsciiString nextUuid() {
    long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
    long variant = (random.nextLong() & ~(3L << 62)) | 1L << 63;
    return new AsciiString(new UUID(version4, variant).toString());
  }
}
