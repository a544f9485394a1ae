package dev.ddblocal.domain.value;

import dev.ddblocal.domain.value.ValueDefect.InvalidNumber;
import dev.ddblocal.domain.value.ValueDefect.NumberFault;
import java.math.BigDecimal;

/** Exact sums of numbers. DynamoDB does not round: a sum that no number can hold is refused. */
final class NumberArithmetic {
  /** Integers of at most this many digits add without overflow of 64 bits. */
  private static final int QUICK_DIGITS = 18;

  private NumberArithmetic() {}

  static ParsedNumber sum(DynamoNumber augend, DynamoNumber addend) {
    if (isQuickInteger(augend) && isQuickInteger(addend)) {
      return DynamoNumber.of(toLong(augend) + toLong(addend));
    }
    return exact(augend.toBigDecimal().add(addend.toBigDecimal()));
  }

  private static boolean isQuickInteger(DynamoNumber number) {
    return number.exponent() < QUICK_DIGITS && number.digits().length() <= number.exponent() + 1;
  }

  private static long toLong(DynamoNumber number) {
    long value = 0;
    for (int i = 0; i <= number.exponent(); i++) {
      int digit = i < number.digits().length() ? number.digits().charAt(i) - '0' : 0;
      value = value * 10 + digit;
    }
    return number.signum() * value;
  }

  private static ParsedNumber exact(BigDecimal value) {
    if (value.signum() == 0) {
      return DynamoNumber.ZERO;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - 1 - stripped.scale();
    if (exponent > DynamoNumber.MAX_EXPONENT) {
      return fault(value, NumberFault.OVERFLOW);
    }
    if (exponent < DynamoNumber.MIN_EXPONENT) {
      return fault(value, NumberFault.UNDERFLOW);
    }
    if (stripped.precision() > DynamoNumber.MAX_DIGITS) {
      return fault(value, NumberFault.TOO_MANY_DIGITS);
    }
    return DynamoNumber.ofSound(
        stripped.signum(), stripped.unscaledValue().abs().toString(), exponent, null);
  }

  private static InvalidNumber fault(BigDecimal value, NumberFault fault) {
    return new InvalidNumber(value.toString(), fault, fault);
  }
}
