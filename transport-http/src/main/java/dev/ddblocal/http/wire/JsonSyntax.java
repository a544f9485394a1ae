package dev.ddblocal.http.wire;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The check that a body is JSON at all, before anyone looks at who sent it: one pass over the bytes
 * that builds nothing, so that whatever a stranger sends costs next to nothing.
 */
public final class JsonSyntax {
  /** How deep objects and arrays may nest. */
  static final int MAX_DEPTH = 1000;

  /** The longest member name, in bytes of UTF-8: one more than an attribute's name may have. */
  static final int MAX_NAME_LENGTH = 64 * 1024;

  /** The longest number, in characters. */
  static final int MAX_NUMBER_LENGTH = 1000;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final byte[] body;
  private int at;

  /** One bit per open level: set for an object, clear for an array. */
  private final long[] levels = new long[(MAX_DEPTH + Long.SIZE) / Long.SIZE];

  private int depth;

  /** Nothing has been read yet of the level that was opened last. */
  private boolean first;

  /** By how many bytes the escapes read so far are longer than the characters they stand for. */
  private int escapeOverhead;

  private JsonSyntax(byte[] body) {
    this.body = body;
  }

  /**
   * Requires one JSON object in well-formed UTF-8 and nothing else, within the bounds of what a
   * caller who is not yet known may cost (spec: pre-authentication budget). Half a surrogate pair,
   * sent as an escape, is as malformed as one that is sent as bytes.
   *
   * @param body a request's body, decompressed
   * @throws DynamoDbException a SerializationException without message if the body is anything else
   */
  public static void require(byte[] body) {
    if (!new JsonSyntax(body).isOneObject()) {
      throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
    }
  }

  private boolean isOneObject() {
    skipSpace();
    if (!take('{')) {
      return false;
    }
    boolean sound = open(true);
    while (sound && depth > 0) {
      sound = inObject() ? member() : element();
    }
    skipSpace();
    return sound && at == body.length;
  }

  /** Reads up to a value inside an object, and that value unless it opens a level; or the end. */
  private boolean member() {
    skipSpace();
    if (take('}')) {
      return close();
    }
    if (!separated()) {
      return false;
    }
    skipSpace();
    if (!take('"')) {
      return false;
    }
    int start = at;
    int overhead = escapeOverhead;
    if (!string() || at - 1 - start - (escapeOverhead - overhead) > MAX_NAME_LENGTH) {
      return false;
    }
    skipSpace();
    return take(':') && value();
  }

  private boolean element() {
    skipSpace();
    if (take(']')) {
      return close();
    }
    return separated() && value();
  }

  /** Whether a comma stands where one must: before all but the first of a level. */
  private boolean separated() {
    if (first) {
      first = false;
      return true;
    }
    if (!take(',')) {
      return false;
    }
    skipSpace();
    // What follows a comma is a value or a name, never the end of the level.
    return at < body.length && body[at] != '}' && body[at] != ']';
  }

  private boolean value() {
    skipSpace();
    if (at == body.length) {
      return false;
    }
    byte next = body[at++];
    return switch (next) {
      case '"' -> string();
      case '{' -> open(true);
      case '[' -> open(false);
      case 't' -> take('r') && take('u') && take('e');
      case 'f' -> take('a') && take('l') && take('s') && take('e');
      case 'n' -> take('u') && take('l') && take('l');
      case '-' -> number(at - 1);
      default -> {
        at--;
        yield number(at);
      }
    };
  }

  private boolean open(boolean object) {
    if (depth == MAX_DEPTH) {
      return false;
    }
    long bit = 1L << depth;
    if (object) {
      levels[depth / Long.SIZE] |= bit;
    } else {
      levels[depth / Long.SIZE] &= ~bit;
    }
    depth++;
    first = true;
    return true;
  }

  private boolean close() {
    depth--;
    first = false;
    return true;
  }

  private boolean inObject() {
    int level = depth - 1;
    return (levels[level / Long.SIZE] & (1L << level)) != 0;
  }

  /** Reads a number that began at {@code start}, its sign if any already taken. */
  private boolean number(int start) {
    if (!take('0') && digits() == 0) {
      return false;
    }
    if (take('.') && digits() == 0) {
      return false;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      if (digits() == 0) {
        return false;
      }
    }
    return at - start <= MAX_NUMBER_LENGTH;
  }

  private int digits() {
    int start = at;
    while (at < body.length && body[at] >= '0' && body[at] <= '9') {
      at++;
    }
    return at - start;
  }

  /** Reads the rest of a string whose opening quote has been taken. */
  private boolean string() {
    while (true) {
      skipPlain();
      if (at >= body.length) {
        return false;
      }
      byte next = body[at++];
      if (next == '"') {
        return true;
      }
      boolean sound;
      if (next == '\\') {
        sound = escape();
      } else if (next < 0) {
        sound = multibyte(next & 0xFF);
      } else {
        sound = next >= 0x20;
      }
      if (!sound) {
        return false;
      }
    }
  }

  /** Skips, eight at a time, ASCII characters that mean nothing special inside a string. */
  private void skipPlain() {
    int last = body.length - Long.BYTES;
    while (at <= last) {
      long word = (long) WORDS.get(body, at);
      long quote = word ^ ('"' * EACH);
      long backslash = word ^ ('\\' * EACH);
      // A byte's high bit is set where the byte is zero, or below 0x20, or not ASCII.
      long special = (quote - EACH) | (backslash - EACH) | (word - 0x20 * EACH) | word;
      long found = special & HIGH_BITS;
      if (found != 0) {
        at += Long.numberOfTrailingZeros(found) / Byte.SIZE;
        return;
      }
      at += Long.BYTES;
    }
  }

  private boolean escape() {
    if (at == body.length) {
      return false;
    }
    byte kind = body[at++];
    escapeOverhead++;
    if (kind != 'u') {
      return "\"\\/bfnrt".indexOf(kind) >= 0;
    }
    int unit = hex();
    if (unit < 0 || Character.isLowSurrogate((char) unit)) {
      return false;
    }
    if (!Character.isHighSurrogate((char) unit)) {
      // Six bytes stand for one, two or three.
      escapeOverhead += unit < 0x80 ? 4 : unit < 0x800 ? 3 : 2;
      return true;
    }
    // Twelve bytes stand for four.
    escapeOverhead += 7;
    if (!take('\\') || !take('u')) {
      return false;
    }
    int low = hex();
    return low >= 0 && Character.isLowSurrogate((char) low);
  }

  /** The next four hexadecimal digits, or -1. */
  private int hex() {
    if (body.length - at < 4) {
      return -1;
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = body[at] < 0 ? -1 : Character.digit(body[at], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
      at++;
    }
    return unit;
  }

  /** Reads the rest of a character of two to four bytes: the table 3-7 of the Unicode standard. */
  private boolean multibyte(int lead) {
    if (lead < 0xC2 || lead > 0xF4) {
      return false;
    }
    if (lead < 0xE0) {
      return continuation(0x80, 0xBF);
    }
    if (lead < 0xF0) {
      // No overlong forms, no surrogates.
      return continuation(lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF)
          && continuation(0x80, 0xBF);
    }
    return continuation(lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF)
        && continuation(0x80, 0xBF)
        && continuation(0x80, 0xBF);
  }

  private boolean continuation(int lowest, int highest) {
    if (at == body.length) {
      return false;
    }
    int next = body[at++] & 0xFF;
    return next >= lowest && next <= highest;
  }

  private boolean take(char expected) {
    if (at < body.length && body[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < body.length && isSpace(body[at])) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
