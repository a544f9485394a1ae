package dev.ddblocal.auth.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A query string, percent-decoded. A character of a decoded text is one byte; a plus is a plus.
 *
 * @param parameters the parameters in the order of their arrival
 * @param wellFormed whether every percent sign began a valid escape; an invalid one stays as it is
 */
record QueryString(List<Parameter> parameters, boolean wellFormed) {
  private static final QueryString EMPTY = new QueryString(List.of(), true);
  private static final Comparator<Parameter> CANONICAL_ORDER =
      Comparator.comparing(Parameter::name).thenComparing(Parameter::value);
  private static final char[] UPPER_HEX = "0123456789ABCDEF".toCharArray();

  /**
   * A parameter.
   *
   * @param name its name
   * @param value its value; empty too where there is no equal sign
   */
  record Parameter(String name, String value) {}

  QueryString {
    parameters = List.copyOf(parameters);
  }

  /** Reads the part of a request target behind the question mark, as sent. */
  static QueryString parse(String raw) {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> parameters = new ArrayList<>();
    boolean wellFormed = true;
    for (String piece : raw.split("&", -1)) {
      if (piece.isEmpty()) {
        continue;
      }
      int equals = piece.indexOf('=');
      String rawName = equals < 0 ? piece : piece.substring(0, equals);
      String rawValue = equals < 0 ? "" : piece.substring(equals + 1);
      String name = decoded(rawName);
      String value = decoded(rawValue);
      wellFormed &= name != null && value != null;
      parameters.add(
          new Parameter(
              Objects.requireNonNullElse(name, rawName),
              Objects.requireNonNullElse(value, rawValue)));
    }
    return new QueryString(parameters, wellFormed);
  }

  /** Whether a parameter of that name exists. Names are case-sensitive. */
  boolean has(String name) {
    return value(name).isPresent();
  }

  /** The value of the first parameter of that name. */
  Optional<String> value(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  /** Whether more than one parameter has that name. */
  boolean isRepeated(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).count() > 1;
  }

  /**
   * The canonical query string: encoded anew by RFC 3986 and sorted by name and value.
   *
   * @param omitted the name of a parameter that is left out
   */
  String canonical(String omitted) {
    if (parameters.isEmpty()) {
      return "";
    }
    return parameters.stream()
        .filter(parameter -> !parameter.name().equals(omitted))
        .map(parameter -> new Parameter(encoded(parameter.name()), encoded(parameter.value())))
        .sorted(CANONICAL_ORDER)
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }

  /** The text without its escapes; null if one is invalid. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = hexDigit(text, i + 1);
        int low = hexDigit(text, i + 2);
        if (high < 0 || low < 0) {
          return null;
        }
        c = (char) (high << 4 | low);
        i += 2;
      }
      decoded.append(c);
    }
    return decoded.toString();
  }

  /** The value of the hexadecimal digit there; -1 if there is none. */
  private static int hexDigit(String text, int index) {
    return index < text.length() && text.charAt(index) < 128
        ? Character.digit(text.charAt(index), 16)
        : -1;
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(UPPER_HEX[(b >> 4) & 15]).append(UPPER_HEX[b & 15]);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
