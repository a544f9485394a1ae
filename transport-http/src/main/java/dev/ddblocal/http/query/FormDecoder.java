package dev.ddblocal.http.query;

import dev.ddblocal.domain.port.QueryFault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} bytes: pairs between ampersands, a plus for a
 * blank, percent escapes of UTF-8. What a stranger may cost here is bounded: nothing is kept of a
 * form with more parameters than there may be.
 */
final class FormDecoder {
  private static final int HEX = 16;

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final byte[] form;
  private final int limit;

  private FormDecoder(byte[] form, int limit) {
    this.form = form;
    this.limit = limit;
  }

  /**
   * Reads the parameters in the order of their arrival. A name without an equal sign has an empty
   * value.
   *
   * @param limit how many there may be
   * @throws QueryFault MalformedInput if there are more, if a name comes twice, or if an escape or
   *     the UTF-8 is malformed
   */
  static Map<String, String> decode(byte[] form, int limit) {
    return new FormDecoder(form, limit).parameters();
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    int start = 0;
    while (start < form.length) {
      int end = indexOf('&', start, form.length);
      if (end > start) {
        int equals = indexOf('=', start, end);
        String name = text(start, equals);
        String value = equals == end ? "" : text(equals + 1, end);
        if (parameters.putIfAbsent(name, value) != null) {
          throw QueryFaults.repeatedParameter();
        }
        if (parameters.size() > limit) {
          throw QueryFaults.tooManyParameters(limit);
        }
      }
      start = end + 1;
    }
    return parameters;
  }

  /** Where the character is between both ends; the second end if it is not there. */
  private int indexOf(char sought, int from, int to) {
    int at = from;
    while (at < to && form[at] != sought) {
      at++;
    }
    return at;
  }

  private String text(int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = 0;
    int at = from;
    while (at < to) {
      byte next = form[at++];
      if (next == '%') {
        int high = at + 1 < to ? Character.digit(form[at], HEX) : -1;
        int low = at + 1 < to ? Character.digit(form[at + 1], HEX) : -1;
        if (high < 0 || low < 0) {
          throw QueryFaults.malformedEncoding();
        }
        next = (byte) (high * HEX + low);
        at += 2;
      } else if (next == '+') {
        next = ' ';
      }
      decoded[length++] = next;
    }
    try {
      return utf8.decode(ByteBuffer.wrap(decoded, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw QueryFaults.malformedEncoding();
    }
  }
}
