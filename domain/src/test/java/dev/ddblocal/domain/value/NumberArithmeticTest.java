package dev.ddblocal.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.value.ValueDefect.InvalidNumber;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberArithmeticTest {
  private static final String OVERFLOW =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  private static final String UNDERFLOW =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  private static final String TOO_MANY_DIGITS =
      "Attempting to store more than 38 significant digits in a Number";

  @ParameterizedTest
  @CsvSource({
    "1, 2, 3",
    "1, -1, 0",
    "0, 0, 0",
    "0, -5, -5",
    "0.1, 0.2, 0.3",
    "99, 1, 100",
    "999999999999999999, 1, 1000000000000000000",
    "999999999999999999, 999999999999999999, 1999999999999999998",
    "-999999999999999999, -999999999999999999, -1999999999999999998",
    "1E18, 1, 1000000000000000001",
    "9223372036854775807, 1, 9223372036854775808",
    "12345678901234567890123456789012345678, 1, 12345678901234567890123456789012345679",
    "99999999999999999999999999999999999999, 1, 1E38",
    "1E125, 8E125, 9E125",
    "1E-130, 1E-130, 2E-130",
    "1E-130, -1E-130, 0",
    "1.5E-93, 1E-130, 1.50000000000000000000000000000000000010E-93",
  })
  void adds_and_subtracts_exactly(String augend, String addend, String sum) {
    DynamoNumber left = DynamoNumber.of(augend);
    DynamoNumber right = DynamoNumber.of(addend);
    assertEquals(DynamoNumber.of(sum), left.plus(right));
    assertEquals(DynamoNumber.of(sum), right.plus(left));
    assertEquals(DynamoNumber.of(sum), left.minus(right.negated()));
  }

  @ParameterizedTest
  @CsvSource({
    "9.9999999999999999999999999999999999999E125, 1E125, " + OVERFLOW,
    "-9E125, -1E125, " + OVERFLOW,
    "1.1E-130, -1E-130, " + UNDERFLOW,
    "1E38, 0.1, " + TOO_MANY_DIGITS,
    "1E125, 1, " + TOO_MANY_DIGITS,
    "12345678901234567890123456789012345678, 0.1, " + TOO_MANY_DIGITS,
  })
  void refuses_a_sum_that_no_number_can_hold(String augend, String addend, String message) {
    DynamoNumber left = DynamoNumber.of(augend);
    DynamoNumber right = DynamoNumber.of(addend);
    assertEquals(message, refused(() -> left.plus(right)));
    assertEquals(message, refused(() -> left.minus(right.negated())));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-1", "10", "-1200", "9223372036854775807", "-9223372036854775808"})
  void makes_a_number_of_an_integer(long value) {
    assertEquals(DynamoNumber.of(Long.toString(value)), DynamoNumber.of(value));
    assertEquals(Long.toString(value), DynamoNumber.of(value).toPlainString());
  }

  @Test
  void random_numbers_add_subtract_and_compare_like_decimals() {
    for (int seed = 0; seed < 20; seed++) {
      RandomValues values = new RandomValues(seed);
      Random random = new Random(seed);
      for (int i = 0; i < 2_000; i++) {
        DynamoNumber left = number(values, random);
        DynamoNumber right = number(values, random);
        BigDecimal l = new BigDecimal(left.toPlainString());
        BigDecimal r = new BigDecimal(right.toPlainString());
        String shown = "seed " + seed + ": " + left + " and " + right;
        assertEquals(l.compareTo(r), left.compareTo(right), shown);
        assertAgree(l.add(r), () -> left.plus(right), shown);
        assertAgree(l.subtract(r), () -> left.minus(right), shown);
      }
    }
  }

  /** From the whole range, or of up to 38 digits near one, where sums are often exact. */
  private static DynamoNumber number(RandomValues values, Random random) {
    if (random.nextInt(3) == 0) {
      return values.number();
    }
    StringBuilder digits = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int i = 1 + random.nextInt(19); i > 0; i--) {
      digits.append((char) ('0' + random.nextInt(10)));
    }
    if (random.nextBoolean()) {
      digits.append('.').append(random.nextInt(1_000_000));
    }
    return DynamoNumber.of(digits.toString());
  }

  private interface Calculation {
    ParsedNumber result();
  }

  private static void assertAgree(BigDecimal exact, Calculation calculation, String shown) {
    BigDecimal stripped = exact.stripTrailingZeros();
    boolean fits =
        exact.signum() == 0
            || (stripped.precision() <= 38
                && stripped.abs().compareTo(new BigDecimal("1E-130")) >= 0
                && stripped.abs().compareTo(new BigDecimal("1E126")) < 0);
    if (fits) {
      DynamoNumber result = assertInstanceOf(DynamoNumber.class, calculation.result(), shown);
      assertEquals(0, exact.compareTo(new BigDecimal(result.toPlainString())), shown);
      assertEquals(DynamoNumber.of(result.toPlainString()), result, shown);
    } else {
      String message = refused(calculation);
      assertTrue(message.contains("umber"), shown + ": " + message);
    }
  }

  private static String refused(Calculation calculation) {
    return assertInstanceOf(InvalidNumber.class, calculation.result())
        .message(ValidationLayer.CURRENT);
  }
}
