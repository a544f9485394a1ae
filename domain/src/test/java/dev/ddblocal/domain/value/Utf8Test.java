package dev.ddblocal.domain.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "0123456789abcdef?",
        "\u007F\u0080",
        "\u07FF\u0800",
        "\uFFFD\uFFFF",
        "\uD83D\uDE00",
        "0123456\uD83D\uDE00",
        "\u4E16\u754C\u4E16\u754C\u4E16\u754C\u4E16\u754C\u4E16\u754C",
        "01234567\u00E901234567\uD800\uDC00"
      })
  void a_well_formed_string_has_its_standard_bytes(String text) {
    assertArrayEquals(text.getBytes(UTF_8), Utf8.encode(text));
    assertEquals(text.getBytes(UTF_8).length, Utf8.length(text));
    assertEquals(false, Utf8.hasUnpairedSurrogate(text));
  }

  @Test
  void half_a_surrogate_pair_has_three_bytes_of_its_own() {
    String text = "a\uD800?\uDC00\uD83D\uDE00\u00E9\u4E16\uDBFF";
    assertEquals(true, Utf8.hasUnpairedSurrogate(text));
    assertEquals(
        "61eda0803fedb080f09f9880c3a9e4b896edafbf", HexFormat.of().formatHex(Utf8.encode(text)));
    assertEquals(Utf8.encode(text).length, Utf8.length(text));
  }

  @Test
  void strings_compare_as_their_bytes_do() {
    Random random = new Random(21);
    String units = "ab\u0080\uD7FF\uD800\uD83D\uDBFF\uDC00\uDE00\uDFFF\uE000\uFFFF";
    for (int i = 0; i < 50_000; i++) {
      String left = randomUnits(random, units);
      String right = randomUnits(random, units);
      int expected = Arrays.compareUnsigned(Utf8.encode(left), Utf8.encode(right));
      assertEquals(
          Integer.signum(expected),
          Integer.signum(Utf8.compare(left, right)),
          () -> HexFormat.of().formatHex(Utf8.encode(left + "|" + right)));
    }
  }

  private static String randomUnits(Random random, String units) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(units.charAt(random.nextInt(units.length())));
    }
    return text.toString();
  }
}
