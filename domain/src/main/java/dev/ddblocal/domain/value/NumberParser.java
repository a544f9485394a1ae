package dev.ddblocal.domain.value;

import dev.ddblocal.domain.value.ValueDefect.InvalidNumber;
import dev.ddblocal.domain.value.ValueDefect.NumberFault;

/**
 * Reads numbers as DynamoDB does, in time linear in the text's length:
 *
 * <pre>
 *   number   = [ sign ] ( digits [ "." [ digits ] ] | "." digits ) [ ( "e" | "E" ) [ sign ] digits ]
 *   sign     = "+" | "-"
 *   digits   = 1*( "0" to "9" )
 * </pre>
 *
 * <p>The magnitude is checked before the number of digits. Both layers accept the same texts; they
 * differ in what they say of an exponent far out of range.
 */
final class NumberParser {
  /** Beyond this no run of digits in a string can bring an exponent back into range. */
  private static final long EXPONENT_BOUND = 1L << 40;

  private final String text;
  private int position;

  private int integerStart;
  private int integerLength;
  private int fractionStart;
  private int fractionLength;
  private long exponent;

  private NumberParser(String text) {
    this.text = text;
  }

  static ParsedNumber parse(String text) {
    DynamoNumber quick = plainInteger(text);
    return quick != null ? quick : new NumberParser(text).parse();
  }

  /**
   * Reads the commonest form, an integer of at most 38 digits as it would be answered; null for any
   * other text.
   */
  private static DynamoNumber plainInteger(String text) {
    int length = text.length();
    int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    int count = length - start;
    if (count < 1 || count > DynamoNumber.MAX_DIGITS) {
      return null;
    }
    if (text.charAt(start) == '0') {
      return count == 1 ? DynamoNumber.ZERO : null;
    }
    int lastNonZero = start;
    for (int i = start; i < length; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return null;
      }
      if (c != '0') {
        lastNonZero = i;
      }
    }
    return DynamoNumber.ofSound(
        start == 0 ? 1 : -1, text.substring(start, lastNonZero + 1), count - 1, text);
  }

  private ParsedNumber parse() {
    boolean negative = readSign();
    integerStart = position;
    integerLength = skipDigits();
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      fractionStart = position;
      fractionLength = skipDigits();
    }
    boolean sound =
        integerLength + fractionLength > 0 && readExponent() && position == text.length();
    return sound ? number(negative) : fault(NumberFault.NOT_NUMERIC, NumberFault.NOT_NUMERIC);
  }

  private boolean readSign() {
    if (position < text.length()) {
      char c = text.charAt(position);
      if (c == '-' || c == '+') {
        position++;
        return c == '-';
      }
    }
    return false;
  }

  private int skipDigits() {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    return position - start;
  }

  /** Reads the exponent, if there is one; answers false where it is malformed or past 64 bits. */
  private boolean readExponent() {
    if (position == text.length()
        || (text.charAt(position) != 'e' && text.charAt(position) != 'E')) {
      return true;
    }
    position++;
    boolean negative = readSign();
    int start = position;
    if (skipDigits() == 0) {
      return false;
    }
    // Accumulated as a negative number, whose range is the larger one by one.
    long value = 0;
    for (int i = start; i < position; i++) {
      int digit = text.charAt(i) - '0';
      if (value < (Long.MIN_VALUE + digit) / 10) {
        return false;
      }
      value = value * 10 - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      return false;
    }
    exponent = negative ? value : -value;
    return true;
  }

  private ParsedNumber number(boolean negative) {
    int length = integerLength + fractionLength;
    int first = 0;
    while (first < length && digitAt(first) == '0') {
      first++;
    }
    boolean zero = first == length;
    // Zero has no magnitude: it is checked by the exponent it is written with.
    long leading = zero ? exponent : saturated(exponent) + (integerLength - 1 - first);
    if (leading > DynamoNumber.MAX_EXPONENT) {
      return outOfRange(NumberFault.OVERFLOW, zero ? 1 : length - first);
    }
    if (leading < DynamoNumber.MIN_EXPONENT) {
      return outOfRange(NumberFault.UNDERFLOW, zero ? 1 : length - first);
    }
    if (zero) {
      return DynamoNumber.ZERO;
    }
    int last = length - 1;
    while (digitAt(last) == '0') {
      last--;
    }
    if (last - first >= DynamoNumber.MAX_DIGITS) {
      return fault(NumberFault.TOO_MANY_DIGITS, NumberFault.TOO_MANY_DIGITS);
    }
    return DynamoNumber.ofSound(negative ? -1 : 1, digits(first, last), (int) leading, null);
  }

  /**
   * The older layer reads numbers as {@link java.math.BigDecimal} does: exponent and scale must fit
   * 32 bits, and precision minus scale is compared in 32 bits, where it can wrap around.
   */
  private InvalidNumber outOfRange(NumberFault current, int precision) {
    long scale = fractionLength - saturated(exponent);
    if ((int) exponent != exponent || (int) scale != scale) {
      return fault(current, NumberFault.NOT_NUMERIC);
    }
    boolean wraps = precision - scale > Integer.MAX_VALUE;
    return fault(current, wraps ? NumberFault.UNDERFLOW : current);
  }

  private InvalidNumber fault(NumberFault current, NumberFault older) {
    return new InvalidNumber(text, current, older);
  }

  /** The digit at an index into the digits before and behind the point together. */
  private char digitAt(int index) {
    return index < integerLength
        ? text.charAt(integerStart + index)
        : text.charAt(fractionStart + index - integerLength);
  }

  private String digits(int first, int last) {
    if (last < integerLength) {
      return text.substring(integerStart + first, integerStart + last + 1);
    }
    int fractionEnd = fractionStart + last - integerLength + 1;
    if (first >= integerLength) {
      return text.substring(fractionStart + first - integerLength, fractionEnd);
    }
    return text.substring(integerStart + first, integerStart + integerLength)
        .concat(text.substring(fractionStart, fractionEnd));
  }

  private static long saturated(long exponent) {
    return Math.clamp(exponent, -EXPONENT_BOUND, EXPONENT_BOUND);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
