package dev.ddblocal.auth.credentials;

import java.util.Objects;
import java.util.Optional;

/**
 * An access key id: 16 to 128 characters of {@code A-Z a-z 0-9 _} as IAM defines it, or the test
 * account's {@code ACCESS}. Ids are case-sensitive.
 *
 * @param value the id
 */
public record AccessKeyId(String value) {
  /** The id of the test account's hard-coded key, shorter than any other. */
  public static final AccessKeyId TEST = new AccessKeyId("ACCESS");

  private static final String TEST_VALUE = "ACCESS";
  private static final int MIN_LENGTH = 16;
  private static final int MAX_LENGTH = 128;

  /** Refuses what is no access key id. */
  public AccessKeyId {
    Objects.requireNonNull(value, "value is null");
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an access key id");
    }
  }

  /** Reads an access key id; empty if the text cannot be one. */
  public static Optional<AccessKeyId> parse(String text) {
    return isValid(text) ? Optional.of(new AccessKeyId(text)) : Optional.empty();
  }

  private static boolean isValid(String text) {
    if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
      return text.equals(TEST_VALUE);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
