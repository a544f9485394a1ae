package dev.ddblocal.domain.expression;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that cannot stand for an attribute in an expression, in any case: "Reserved words in
 * DynamoDB" in the developer guide.
 */
final class ReservedWords {
  private static final String RESOURCE = "reserved-words.txt";
  private static final Set<String> WORDS = read();

  private ReservedWords() {}

  /** All reserved words, in upper case. */
  static Set<String> all() {
    return WORDS;
  }

  /** Whether a name of ASCII letters, digits and underscores is reserved. */
  static boolean contains(String name) {
    return WORDS.contains(name.toUpperCase(Locale.ROOT));
  }

  private static Set<String> read() {
    try (InputStream words = ReservedWords.class.getResourceAsStream(RESOURCE)) {
      if (words == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return new BufferedReader(new InputStreamReader(words, StandardCharsets.US_ASCII))
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
