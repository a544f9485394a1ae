package dev.ddblocal.domain.identity;

import java.util.Objects;

/**
 * An AWS account id: exactly twelve ASCII digits.
 *
 * @param value the digits
 */
public record AccountId(String value) {
  /** The account of the hard-coded test credentials. */
  public static final AccountId TEST = new AccountId("000000001234");

  private static final int LENGTH = 12;

  /** Refuses anything but twelve ASCII digits. */
  public AccountId {
    Objects.requireNonNull(value, "value is null");
    if (!isValid(value)) {
      throw new IllegalArgumentException("an account id has exactly 12 digits");
    }
  }

  /**
   * Reads an account id of one to twelve digits and pads it with leading zeros.
   *
   * @throws IllegalArgumentException if the text is empty, too long or has anything but digits
   */
  public static AccountId normalized(String text) {
    if (text.isEmpty() || text.length() > LENGTH) {
      throw new IllegalArgumentException("an account id has 1 to 12 digits");
    }
    return new AccountId("0".repeat(LENGTH - text.length()) + text);
  }

  /** Whether the text is an account id. */
  public static boolean isValid(String text) {
    return text.length() == LENGTH && isDigits(text);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
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
