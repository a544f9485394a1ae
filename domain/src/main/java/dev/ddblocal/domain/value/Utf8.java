package dev.ddblocal.domain.value;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Strings as UTF-8, the form in which DynamoDB measures and orders them.
 *
 * <p>JSON can carry half of a surrogate pair. Such a half counts and encodes as the three bytes its
 * code unit would have (the form known as WTF-8), so that different strings always have different
 * bytes. All other strings have their standard UTF-8 form.
 */
public final class Utf8 {
  private Utf8() {}

  /** The number of bytes of the string, without encoding it. */
  public static int length(String text) {
    int chars = text.length();
    int bytes = chars;
    for (int i = skipBelow(0x80, text); i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x800) {
        bytes += 2;
        if (pairAt(text, i)) {
          i++;
        }
      } else if (c >= 0x80) {
        bytes++;
      }
    }
    return bytes;
  }

  /** The bytes of the string. */
  public static byte[] encode(String text) {
    // The JDK writes half a surrogate pair as a question mark.
    return hasUnpairedSurrogate(text) ? encodeHalves(text) : text.getBytes(UTF_8);
  }

  /** Whether the string has half of a surrogate pair, which UTF-8 proper cannot carry. */
  public static boolean hasUnpairedSurrogate(String text) {
    for (int i = skipBelow(0x800, text); i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!pairAt(text, i)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Compares in the order of the strings' bytes, which is not Java's order of strings. */
  public static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean endsPair =
            i > 0
                && Character.isHighSurrogate(left.charAt(i - 1))
                && (Character.isLowSurrogate(l) || Character.isLowSurrogate(r));
        int start = endsPair ? i - 1 : i;
        return Integer.compare(left.codePointAt(start), right.codePointAt(start));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * The index of the first char that is not below a power of two. Most strings have none, so this
   * looks at several chars at a time.
   */
  private static int skipBelow(int powerOfTwo, String text) {
    int length = text.length();
    int i = 0;
    for (; i <= length - 8; i += 8) {
      int any =
          (text.charAt(i) | text.charAt(i + 1))
              | (text.charAt(i + 2) | text.charAt(i + 3))
              | (text.charAt(i + 4) | text.charAt(i + 5))
              | (text.charAt(i + 6) | text.charAt(i + 7));
      if (any >= powerOfTwo) {
        break;
      }
    }
    while (i < length && text.charAt(i) < powerOfTwo) {
      i++;
    }
    return i;
  }

  private static byte[] encodeHalves(String text) {
    byte[] bytes = new byte[length(text)];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (pairAt(text, i)) {
        c = text.codePointAt(i);
        i++;
      }
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      } else {
        if (c < 0x10000) {
          bytes[at++] = (byte) (0xE0 | (c >> 12));
        } else {
          bytes[at++] = (byte) (0xF0 | (c >> 18));
          bytes[at++] = (byte) (0x80 | ((c >> 12) & 0x3F));
        }
        bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return bytes;
  }

  private static boolean pairAt(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
