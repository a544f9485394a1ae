package dev.ddblocal.domain.identity;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An AWS region name. Region text comes from the caller's credential scope, so nothing else may
 * build a path or a name from it.
 *
 * @param value for example {@code us-east-1}, or {@code local} and {@code localhost}
 */
public record Region(String value) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern SYNTAX =
      Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}|local|localhost");

  /** Refuses what is no region name. */
  public Region {
    Objects.requireNonNull(value, "value is null");
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a region name");
    }
  }

  /** Whether the text is a region name. */
  public static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH && SYNTAX.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
