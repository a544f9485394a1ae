package dev.ddblocal.domain.stream;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The numbers of records on the wire: {@code 1} and twenty digits, so that text order is theirs.
 */
final class SequenceNumbers {
  private static final Pattern SYNTAX = Pattern.compile("1[0-9]{20}");

  private SequenceNumbers() {}

  static String write(long number) {
    return "1%020d".formatted(number);
  }

  /** The number of a text that may be one. */
  static OptionalLong read(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text, 1, text.length(), 10));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
