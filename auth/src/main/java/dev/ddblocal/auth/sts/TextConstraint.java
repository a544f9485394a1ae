package dev.ddblocal.auth.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the model of STS demands of a text.
 *
 * @param shortest the least length in characters
 * @param longest the greatest length in characters
 * @param pattern the pattern that all of it has to match, as messages print it
 */
record TextConstraint(int shortest, int longest, Pattern pattern) {
  private static final Pattern NAME_CHARACTERS = Pattern.compile("[\\w+=,.@-]*");

  /** An access key id. */
  static final TextConstraint ACCESS_KEY_ID =
      new TextConstraint(16, 128, Pattern.compile("[\\w]*"));

  /** An ARN. */
  static final TextConstraint ARN =
      new TextConstraint(
          20,
          2_048,
          Pattern.compile(
              "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD"
                  + "\\u10000-\\u10FFFF]+"));

  /** An external id. */
  static final TextConstraint EXTERNAL_ID =
      new TextConstraint(2, 1_224, Pattern.compile("[\\w+=,.@:\\/-]*"));

  /** The name of a federated user. */
  static final TextConstraint FEDERATED_NAME = new TextConstraint(2, 32, NAME_CHARACTERS);

  /** A session policy. */
  static final TextConstraint POLICY =
      new TextConstraint(1, 2_048, Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"));

  /** The name of a session of a role, and a source identity. */
  static final TextConstraint SESSION_NAME = new TextConstraint(2, 64, NAME_CHARACTERS);

  /** The key of a tag. */
  static final TextConstraint TAG_KEY =
      new TextConstraint(1, 128, Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"));

  /** The value of a tag. */
  static final TextConstraint TAG_VALUE =
      new TextConstraint(0, 256, Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"));

  /** The constraints that a text breaks, in the order in which messages name them. */
  List<String> brokenBy(String text) {
    List<String> broken = new ArrayList<>();
    if (!pattern.matcher(text).matches()) {
      broken.add("Member must satisfy regular expression pattern: " + pattern);
    }
    if (text.length() > longest) {
      broken.add("Member must have length less than or equal to " + longest);
    }
    if (text.length() < shortest) {
      broken.add("Member must have length greater than or equal to " + shortest);
    }
    return broken;
  }
}
