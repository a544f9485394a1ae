package dev.ddblocal.http.wire;

import dev.ddblocal.http.wire.Breach.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is asked of a value: by the model, by a recorded departure from it, or by both.
 *
 * @param length bounds of a string's, list's or map's length; null without
 * @param range bounds of a number; null without
 * @param pattern the regular expression that a string must match as a whole; null without
 * @param values the values of an enum; empty for what is no enum
 * @param told the values of an enum as an answer lists them
 * @param lengthInBytes whether a string's length counts bytes of UTF-8, not characters
 * @param ofName what is asked instead of a string without a colon, where one with a colon is an
 *     ARN; null where there is no such difference
 */
record Constraints(
    Bounds length,
    Bounds range,
    Pattern pattern,
    Set<String> values,
    List<String> told,
    boolean lengthInBytes,
    Constraints ofName) {
  /** Nothing is asked. */
  static final Constraints NONE =
      new Constraints(null, null, null, Set.of(), List.of(), false, null);

  /** The constraints that a shape of the model carries. */
  static Constraints of(Map<String, Object> shape) {
    Constraints told = NONE.with(shape);
    return new Constraints(
        told.length, told.range, told.pattern, Set.copyOf(told.told), told.told, false, null);
  }

  /** These constraints, with those that the given object has in place of ours. */
  Constraints with(Map<String, Object> departure) {
    String regex = (String) departure.get("pattern");
    return new Constraints(
        departure.containsKey("length") ? Bounds.of(departure.get("length")) : length,
        departure.containsKey("range") ? Bounds.of(departure.get("range")) : range,
        regex == null ? pattern : Pattern.compile(withoutAnchors(regex)),
        values,
        departure.containsKey("values") ? JsonTree.list(departure.get("values")) : told,
        departure.containsKey("lengthInBytes") || lengthInBytes,
        departure.containsKey("ofName")
            ? (ofName == null ? NONE : ofName).with(JsonTree.object(departure.get("ofName")))
            : ofName);
  }

  /** What the string breaks, in the order in which an answer tells it. */
  List<Breach> breachesOfText(String value) {
    if (ofName != null && value.indexOf(':') < 0) {
      return ofName.breachesOfText(value);
    }
    if (length == null && pattern == null && values.isEmpty()) {
      return List.of();
    }
    List<Breach> breaches = new ArrayList<>(0);
    // Nothing but its length is told of the empty string.
    if (pattern != null && !value.isEmpty() && !pattern.matcher(value).matches()) {
      breaches.add(patternBreach());
    }
    if (length != null) {
      breaches.addAll(breachesOfLength(lengthOf(value)));
    }
    if (!values.isEmpty() && !values.contains(value)) {
      breaches.add(enumBreach(told));
    }
    return breaches;
  }

  /** What a list or map of that many elements breaks. */
  List<Breach> breachesOfLength(long actual) {
    return length == null
        ? List.of()
        : length.breaches(actual, Kind.MIN_LENGTH, Kind.MAX_LENGTH, "length");
  }

  /** What the number breaks. */
  List<Breach> breachesOfNumber(long value) {
    return range == null
        ? List.of()
        : range.breaches(value, Kind.MIN_VALUE, Kind.MAX_VALUE, "value");
  }

  /**
   * All constraints in words, as an answer lists them of a map's keys or a collection's elements.
   */
  List<String> inWords() {
    if (ofName != null) {
      return ofName.inWords();
    }
    List<String> words = new ArrayList<>();
    if (length != null) {
      length.inWords("length", words);
    }
    if (range != null) {
      range.inWords("value", words);
    }
    if (pattern != null) {
      words.add(patternBreach().constraint());
    }
    if (!values.isEmpty()) {
      words.add(enumBreach(told).constraint());
    }
    return words;
  }

  /** That a value is none of the enum's, which the answer lists as given. */
  static Breach enumBreach(List<String> told) {
    return new Breach(
        Kind.ENUM, "Member must satisfy enum value set: [" + String.join(", ", told) + "]");
  }

  private Breach patternBreach() {
    return new Breach(
        Kind.PATTERN, "Member must satisfy regular expression pattern: " + pattern.pattern());
  }

  private long lengthOf(String value) {
    if (!lengthInBytes) {
      return value.codePointCount(0, value.length());
    }
    // Three bytes a character is the most there can be.
    return value.length() * 3L <= length.max()
        ? value.length()
        : value.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String withoutAnchors(String regex) {
    return regex.startsWith("^") && regex.endsWith("$")
        ? regex.substring(1, regex.length() - 1)
        : regex;
  }

  /**
   * A range of numbers.
   *
   * @param min the smallest one allowed; {@link Long#MIN_VALUE} where it is open
   * @param max the largest one allowed; {@link Long#MAX_VALUE} where it is open
   */
  record Bounds(long min, long max) {
    private static Bounds of(Object value) {
      List<Number> bounds = JsonTree.list(value);
      return new Bounds(
          bounds.get(0) == null ? Long.MIN_VALUE : bounds.get(0).longValue(),
          bounds.get(1) == null ? Long.MAX_VALUE : bounds.get(1).longValue());
    }

    private List<Breach> breaches(long actual, Kind below, Kind above, String noun) {
      if (actual < min) {
        return List.of(new Breach(below, atLeast(noun)));
      }
      return actual > max ? List.of(new Breach(above, atMost(noun))) : List.of();
    }

    private void inWords(String noun, List<String> words) {
      if (max != Long.MAX_VALUE) {
        words.add(atMost(noun));
      }
      if (min != Long.MIN_VALUE) {
        words.add(atLeast(noun));
      }
    }

    private String atLeast(String noun) {
      return "Member must have " + noun + " greater than or equal to " + min;
    }

    private String atMost(String noun) {
      return "Member must have " + noun + " less than or equal to " + max;
    }
  }
}
