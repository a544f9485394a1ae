package dev.ddblocal.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyIdTest {
  private static final String LONGEST =
      "A123456789B123456789C123456789D123456789E123456789F123456789G123"
          + "A123456789B123456789C123456789D123456789E123456789F123456789G123";

  @ParameterizedTest
  @ValueSource(strings = {"ACCESS", "AKIAIOSFODNN7EXAMPLE", "abcdefgh_1234567", LONGEST})
  void accepts_16_to_128_word_characters_and_the_test_accounts_id(String text) {
    assertEquals(Optional.of(new AccessKeyId(text)), AccessKeyId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "access",
        "ACCESS ",
        "AKIAIOSFODNN7EX",
        LONGEST + "x",
        "AKIAIOSFODNN7EXAMPL-",
        "AKIAIOSFODNN7EXAMPL\u00c9",
        "AKIAIOSFODNN7EXAM\nPLE",
        "AKIAIOSFODNN7EXAMPL\uff17"
      })
  void refuses_anything_else(String text) {
    assertEquals(Optional.empty(), AccessKeyId.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new AccessKeyId(text));
  }
}
