package dev.ddblocal.app.logging;

import java.util.regex.Pattern;

/** Takes secrets out of texts that are about to be logged, whoever wrote them. */
final class Redaction {
  private static final String REPLACEMENT = "$1[redacted]";

  /** A header: everything up to the end of its line or of the quotes around it. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?)[^\"'\\r\\n]+",
          Pattern.CASE_INSENSITIVE);

  /** A name and its value, as in JSON, a query string, a header or a configuration. */
  private static final Pattern VALUE =
      Pattern.compile(
          "((?:x-amz-security-token|session[_-]?token|secret[_ -]?(?:access[_ -]?)?key"
              + "|(?:x-amz-)?signature|password)[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"'&,;]+",
          Pattern.CASE_INSENSITIVE);

  private Redaction() {}

  /** The text without the values of what carries secrets. */
  static String redact(String text) {
    return VALUE.matcher(HEADER.matcher(text).replaceAll(REPLACEMENT)).replaceAll(REPLACEMENT);
  }

  /** The value of a named member: the name may say that it is a secret. */
  static String redact(String name, String value) {
    String prefix = name + "=";
    return redact(prefix + value).substring(prefix.length());
  }
}
