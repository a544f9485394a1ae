package dev.ddblocal.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.value.ValueDefect.InvalidNumber;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoNumberTest {
  private static final String NOT_NUMERIC = "The parameter cannot be converted to a numeric value";
  private static final String OVERFLOW =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
  private static final String UNDERFLOW =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
  private static final String TOO_MANY_DIGITS =
      "Attempting to store more than 38 significant digits in a Number";

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "+5, 5",
    "-5, -5",
    "+1.5, 1.5",
    "0, 0",
    "-0, 0",
    "+0.0, 0",
    "000, 0",
    "0., 0",
    ".0, 0",
    "0e125, 0",
    "0e-130, 0",
    "-0e7, 0",
    "+1e2, 100",
    "1.5E+3, 1500",
    "+.5, 0.5",
    ".5, 0.5",
    "5., 5",
    "1.e5, 100000",
    "00042, 42",
    "+1e-2, 0.01",
    "1.23E10, 12300000000",
    "1.0, 1",
    "3.1400, 3.14",
    "0042.1200, 42.12",
    "100, 100",
    "-1200, -1200",
    "100.5, 100.5",
    "-0.00120, -0.0012",
    "1e0000000000000000000000000000002, 100",
    "0.00000000000000000000000000000000000000000001e50, 1000000",
    "10000000000000000000000000000000000000000000e-43, 1",
    "12345678901234567890123456789012345678, 12345678901234567890123456789012345678",
    "-12345678901234567890123456789012345678, -12345678901234567890123456789012345678",
    "1.2345678901234567890123456789012345678, 1.2345678901234567890123456789012345678",
  })
  void reads_a_number_and_answers_it_in_plain_form(String text, String plain) {
    assertEquals(plain, DynamoNumber.of(text).toPlainString());
  }

  @Test
  void answers_the_largest_and_smallest_magnitudes_in_plain_form() {
    assertEquals("1" + "0".repeat(125), DynamoNumber.of("1E125").toPlainString());
    assertEquals("-0." + "0".repeat(129) + "1", DynamoNumber.of("-1e-130").toPlainString());
    assertEquals(
        "9".repeat(38) + "0".repeat(88),
        DynamoNumber.of("9.9999999999999999999999999999999999999E+125").toPlainString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e2",
        "+e2",
        "1+2",
        "1.2.3",
        "++5",
        "+-5",
        "-+5",
        "+",
        "-",
        "1e",
        "1e+",
        "1e-",
        ".",
        "-.",
        ".e1",
        "1.2e3.4",
        "0x5",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "1_000",
        " 5",
        "5 ",
        "1 5",
        " ",
        "abc",
        "1e5e5",
        "1f",
        "1d",
        "1,5",
        "--5",
        "5-",
        "\u0661",
        "\uFF11",
        "1e\u0661",
        "1\n",
        "\u00005"
      })
  void refuses_what_is_no_decimal_number_and_repeats_the_text(String text) {
    assertDefect(text, NOT_NUMERIC + ": " + text, NOT_NUMERIC + ": " + text);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "1e126 | overflow | overflow",
        "-1e126 | overflow | overflow",
        "10e125 | overflow | overflow",
        "1e-131 | underflow | underflow",
        "0.1e-130 | underflow | underflow",
        "0e126 | overflow | overflow",
        "0e-131 | underflow | underflow",
        "0e99999999999 | overflow | not numeric",
        "1e2147483646 | overflow | overflow",
        "1e2147483647 | overflow | underflow",
        "-1e2147483647 | overflow | underflow",
        "12e2147483646 | overflow | underflow",
        "1e2147483648 | overflow | not numeric",
        "1e-2147483647 | underflow | underflow",
        "1e-2147483648 | underflow | not numeric",
        "1e99999999999 | overflow | not numeric",
        "-1e99999999999 | overflow | not numeric",
        "1e-99999999999 | underflow | not numeric",
        "1e9223372036854775807 | overflow | not numeric",
        "1e-9223372036854775808 | underflow | not numeric",
        "1e9223372036854775808 | not numeric | not numeric",
        "1e-9223372036854775809 | not numeric | not numeric",
        "1e99999999999999999999999999 | not numeric | not numeric",
        "1111111111111111111111111111111111111112 | digits | digits",
        "123456789012345678901234567890123456789 | digits | digits",
        "0.123456789012345678901234567890123456789 | digits | digits",
        "100000000000000000000000000000000000001 | digits | digits",
      },
      delimiter = '|')
  void classifies_a_number_out_of_range_as_each_layer_does(
      String text, String current, String older) {
    assertDefect(text, expected(current, text), expected(older, text));
  }

  @Test
  void repeats_no_text_for_the_empty_string_in_the_older_layer() {
    assertDefect("", NOT_NUMERIC + ": ", NOT_NUMERIC);
  }

  @Test
  void reads_a_text_of_millions_of_digits() {
    String million = "9".repeat(10_000_000);
    assertDefect(million, OVERFLOW, OVERFLOW);
    assertDefect("1e" + million, NOT_NUMERIC + ": 1e" + million, NOT_NUMERIC + ": 1e" + million);
    assertEquals(
        DynamoNumber.of("7"), DynamoNumber.of("0".repeat(500_000) + "7." + "0".repeat(500_000)));
    assertEquals(DynamoNumber.of("7"), DynamoNumber.of("." + "0".repeat(500_000) + "7e500001"));
  }

  @Test
  void agrees_with_big_decimal_on_random_texts() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      String text = randomText(random);
      BigDecimal expected = new BigDecimal(text);
      BigDecimal stripped = expected.stripTrailingZeros();
      int exponent = stripped.precision() - stripped.scale() - 1;
      ParsedNumber parsed = DynamoNumber.parse(text);
      if (expected.signum() != 0
          && exponent >= DynamoNumber.MIN_EXPONENT
          && exponent <= DynamoNumber.MAX_EXPONENT
          && stripped.precision() <= DynamoNumber.MAX_DIGITS) {
        DynamoNumber number = assertInstanceOf(DynamoNumber.class, parsed, text);
        assertEquals(0, expected.compareTo(number.toBigDecimal()), text);
        assertEquals(stripped.toPlainString(), number.toPlainString(), text);
      } else if (expected.signum() != 0) {
        assertInstanceOf(InvalidNumber.class, parsed, text);
      }
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int bound = random.nextInt(4) == 0 ? 45 : 8;
    appendDigits(text, random, 1 + random.nextInt(bound));
    if (random.nextBoolean()) {
      appendDigits(text.append('.'), random, random.nextInt(bound));
    }
    if (random.nextBoolean()) {
      text.append('e').append(random.nextInt(300) - 150);
    }
    return text.toString();
  }

  private static void appendDigits(StringBuilder text, Random random, int count) {
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
  }

  @Test
  void compares_and_equals_as_big_decimal_does() {
    RandomValues values = new RandomValues(12);
    for (int i = 0; i < 20_000; i++) {
      DynamoNumber a = values.number();
      DynamoNumber b = values.number();
      int expected = a.toBigDecimal().compareTo(b.toBigDecimal());
      assertEquals(expected, a.compareTo(b), () -> a + " " + b);
      assertEquals(expected == 0, a.equals(b), () -> a + " " + b);
    }
  }

  @Test
  void equal_numbers_are_equal_however_they_are_written() {
    DynamoNumber hundred = DynamoNumber.of("100");
    for (String text : new String[] {"1e2", "+100", "100.0", "0.1E3", "00100"}) {
      assertEquals(hundred, DynamoNumber.of(text));
      assertEquals(hundred.hashCode(), DynamoNumber.of(text).hashCode());
    }
  }

  @Test
  void plain_text_reads_back_as_the_same_number() {
    RandomValues values = new RandomValues(13);
    for (int i = 0; i < 5_000; i++) {
      DynamoNumber number = values.number();
      assertEquals(number, DynamoNumber.of(number.toPlainString()));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "10, 1", "01, 1", "1a, 1", "1, 126", "1, -131"})
  void cannot_be_made_of_unsound_parts(String digits, int exponent) {
    assertThrows(IllegalArgumentException.class, () -> DynamoNumber.of(1, digits, exponent));
  }

  @Test
  void cannot_be_made_of_39_digits() {
    assertThrows(IllegalArgumentException.class, () -> DynamoNumber.of(1, "1".repeat(39), 0));
  }

  @Test
  void a_literal_that_is_no_number_is_a_programming_error() {
    assertThrows(IllegalArgumentException.class, () -> DynamoNumber.of("abc"));
  }

  private static String expected(String fault, String text) {
    return switch (fault) {
      case "overflow" -> OVERFLOW;
      case "underflow" -> UNDERFLOW;
      case "digits" -> TOO_MANY_DIGITS;
      default -> NOT_NUMERIC + ": " + text;
    };
  }

  private static void assertDefect(String text, String current, String older) {
    InvalidNumber defect = assertInstanceOf(InvalidNumber.class, DynamoNumber.parse(text));
    assertEquals(current, defect.message(ValidationLayer.CURRENT));
    assertEquals(older, defect.message(ValidationLayer.OLDER));
  }
}
