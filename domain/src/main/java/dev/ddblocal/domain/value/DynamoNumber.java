package dev.ddblocal.domain.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A DynamoDB number: an exact decimal of up to 38 significant digits with a magnitude from 1E-130
 * to 9.9999999999999999999999999999999999999E+125, or zero. Equal numbers are equal objects however
 * they were written.
 */
public final class DynamoNumber implements Comparable<DynamoNumber>, ParsedNumber {
  /** The most significant digits a number can have. */
  public static final int MAX_DIGITS = 38;

  /** The exponent of the largest magnitude's first digit. */
  public static final int MAX_EXPONENT = 125;

  /** The exponent of the smallest magnitude's first digit. */
  public static final int MIN_EXPONENT = -130;

  /** Zero. */
  public static final DynamoNumber ZERO = new DynamoNumber(0, "", 0, "0");

  private final int sign;
  private final String digits;
  private final int exponent;

  /** Made when it is first asked for; several threads may make it, always the same. */
  private String plainText;

  private DynamoNumber(int sign, String digits, int exponent, String plainText) {
    this.sign = sign;
    this.digits = digits;
    this.exponent = exponent;
    this.plainText = plainText;
  }

  /**
   * Makes the number {@code sign * d.ddd * 10^exponent}.
   *
   * @param sign negative or positive, or 0 for zero
   * @param digits the significant digits, without leading or trailing zeros; empty for zero
   * @param exponent the power of ten of the first digit
   * @throws IllegalArgumentException if digits or exponent are out of range
   */
  public static DynamoNumber of(int sign, String digits, int exponent) {
    if (sign == 0) {
      return ZERO;
    }
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || digits.charAt(0) == '0'
        || digits.charAt(digits.length() - 1) == '0'
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
        || exponent > MAX_EXPONENT
        || exponent < MIN_EXPONENT) {
      throw new IllegalArgumentException("not a DynamoDB number");
    }
    return new DynamoNumber(Integer.signum(sign), digits, exponent, null);
  }

  /**
   * Makes the number that a text known to be sound stands for, such as a literal in a program.
   *
   * @throws IllegalArgumentException if the text is not a DynamoDB number
   */
  public static DynamoNumber of(String text) {
    return switch (parse(text)) {
      case DynamoNumber number -> number;
      case ValueDefect.InvalidNumber defect ->
          throw new IllegalArgumentException(defect.message(ValidationLayer.CURRENT));
    };
  }

  /** The number of an integer. */
  public static DynamoNumber of(long value) {
    if (value == 0) {
      return ZERO;
    }
    String text = Long.toString(value);
    int start = value < 0 ? 1 : 0;
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return new DynamoNumber(
        value < 0 ? -1 : 1, text.substring(start, end), text.length() - 1 - start, text);
  }

  /**
   * Reads a number as a caller sent it, in time linear in the text's length: an optional sign,
   * digits with an optional point, an optional exponent.
   *
   * @return the number, or the defect to report
   */
  public static ParsedNumber parse(String text) {
    return NumberParser.parse(text);
  }

  /**
   * Makes a number of parts known to be sound.
   *
   * @param plainText the number's plain text, or null to make it when it is asked for
   */
  static DynamoNumber ofSound(int sign, String digits, int exponent, String plainText) {
    return new DynamoNumber(sign, digits, exponent, plainText);
  }

  /**
   * The exact sum.
   *
   * @return the sum, or the defect that it would have as a number: out of range, or of more digits
   *     than a number can have
   */
  public ParsedNumber plus(DynamoNumber addend) {
    return NumberArithmetic.sum(this, addend);
  }

  /**
   * The exact difference.
   *
   * @return the difference, or the defect that it would have as a number: out of range, or of more
   *     digits than a number can have
   */
  public ParsedNumber minus(DynamoNumber subtrahend) {
    return plus(subtrahend.negated());
  }

  /** The number with the other sign. */
  public DynamoNumber negated() {
    return sign == 0 ? this : new DynamoNumber(-sign, digits, exponent, null);
  }

  /** The sign: -1, 0 or 1. */
  public int signum() {
    return sign;
  }

  /** The significant digits without leading or trailing zeros; empty for zero. */
  public String digits() {
    return digits;
  }

  /** The power of ten of the first significant digit; 0 for zero. */
  public int exponent() {
    return exponent;
  }

  /** The exact decimal value. */
  public BigDecimal toBigDecimal() {
    if (sign == 0) {
      return BigDecimal.ZERO;
    }
    BigInteger unscaled = new BigInteger(sign < 0 ? "-" + digits : digits);
    return new BigDecimal(unscaled, digits.length() - 1 - exponent);
  }

  /** The number in plain decimal form, as DynamoDB answers it: never with an exponent. */
  public String toPlainString() {
    String text = plainText;
    if (text == null) {
      text = makePlainText();
      plainText = text;
    }
    return text;
  }

  private String makePlainText() {
    if (sign > 0 && exponent == digits.length() - 1) {
      return digits;
    }
    StringBuilder text = new StringBuilder(digits.length() + 4 + Math.abs(exponent));
    if (sign < 0) {
      text.append('-');
    }
    if (exponent < 0) {
      text.append("0.").repeat('0', -exponent - 1).append(digits);
    } else if (digits.length() <= exponent + 1) {
      text.append(digits).repeat('0', exponent + 1 - digits.length());
    } else {
      text.append(digits, 0, exponent + 1)
          .append('.')
          .append(digits, exponent + 1, digits.length());
    }
    return text.toString();
  }

  @Override
  public int compareTo(DynamoNumber other) {
    if (sign != other.sign) {
      return Integer.compare(sign, other.sign);
    }
    int magnitude =
        exponent != other.exponent
            ? Integer.compare(exponent, other.exponent)
            : digits.compareTo(other.digits);
    return sign * Integer.signum(magnitude);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DynamoNumber that
        && sign == that.sign
        && exponent == that.exponent
        && digits.equals(that.digits);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * digits.hashCode() + exponent) + sign;
  }

  @Override
  public String toString() {
    return toPlainString();
  }
}
