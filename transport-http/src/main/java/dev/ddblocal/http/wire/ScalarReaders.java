package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ddblocal.domain.value.Bytes;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The readers of values that hold no others. */
final class ScalarReaders {
  private ScalarReaders() {}

  /** Strings; one that breaks a constraint is bound all the same. */
  static ValueReader string(Constraints constraints) {
    return (parser, reading) -> {
      String text = text(parser);
      reading.addScalar(constraints.breachesOfText(text), constraints, text);
      return text;
    };
  }

  /**
   * Enums. A value that the model has and we do not is one that we do not support.
   *
   * @param constants our constants by name
   * @param member the name of the member that holds the enum
   */
  static ValueReader enumeration(
      Constraints constraints, Map<String, ? extends Enum<?>> constants, String member) {
    return (parser, reading) -> {
      String text = text(parser);
      Enum<?> constant = constants.get(text);
      if (constant == null) {
        if (constraints.values().contains(text)) {
          reading.addUnsupported(member);
        } else {
          reading.addScalar(constraints.breachesOfText(text), constraints, text);
        }
      }
      return constant;
    };
  }

  /** Booleans. */
  static ValueReader bool() {
    return (parser, reading) -> bool(parser);
  }

  /** Whole numbers; a fraction is cut off, as Java does. */
  static ValueReader integer(Constraints constraints) {
    return (parser, reading) -> {
      long value = whole(parser, "java.lang.Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
      reading.addScalar(constraints.breachesOfNumber(value), constraints, value);
      return (int) value;
    };
  }

  /** Whole numbers of 64 bits. */
  static ValueReader longInteger(Constraints constraints) {
    return (parser, reading) -> {
      long value = whole(parser, "java.lang.Long", Long.MIN_VALUE, Long.MAX_VALUE);
      reading.addScalar(constraints.breachesOfNumber(value), constraints, value);
      return value;
    };
  }

  /** Floating-point numbers. */
  static ValueReader floating() {
    return (parser, reading) -> number(parser, "java.lang.Double");
  }

  /** Points in time, in seconds since 1970 with a fraction. */
  static ValueReader timestamp() {
    return (parser, reading) ->
        Instant.ofEpochMilli(Math.round(number(parser, "java.util.Date") * 1000));
  }

  /** Binary data. */
  static ValueReader blob() {
    return (parser, reading) -> binary(parser);
  }

  /** The text of the string that the parser stands on. */
  static String text(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw TypeMismatch.scalar("java.lang.String", parser.currentToken());
    }
    return parser.getText();
  }

  /** The boolean that the parser stands on. */
  static boolean bool(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw TypeMismatch.scalar("java.lang.Boolean", parser.currentToken());
    };
  }

  /** The bytes of the Base64 that the parser stands on: standard alphabet, padded. */
  static Bytes binary(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw TypeMismatch.binary(parser.currentToken());
    }
    String text = parser.getText();
    if (text.length() % 4 != 0) {
      throw TypeMismatch.error(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
    }
    try {
      return Bytes.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw TypeMismatch.error("Invalid Base64 encoding");
    }
  }

  private static long whole(JsonParser parser, String javaClass, long min, long max)
      throws IOException {
    JsonToken token = parser.currentToken();
    long value;
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      value = parser.getLongValue();
    } else {
      double approximate = number(parser, javaClass);
      value = (long) approximate;
      if (Math.abs(approximate) >= 0x1p63) {
        throw TypeMismatch.scalar(javaClass, token);
      }
    }
    if (value < min || value > max) {
      throw TypeMismatch.scalar(javaClass, token);
    }
    return value;
  }

  private static double number(JsonParser parser, String javaClass) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw TypeMismatch.scalar(javaClass, token);
    }
    return parser.getDoubleValue();
  }
}
