package dev.ddblocal.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.value.AttributeValue.B;
import dev.ddblocal.domain.value.AttributeValue.BOOL;
import dev.ddblocal.domain.value.AttributeValue.L;
import dev.ddblocal.domain.value.AttributeValue.M;
import dev.ddblocal.domain.value.AttributeValue.N;
import dev.ddblocal.domain.value.AttributeValue.NULL;
import dev.ddblocal.domain.value.AttributeValue.S;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ItemSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-0, 1",
    "0.000, 1",
    "0e100, 1",
    "1, 2",
    "12, 2",
    "123, 3",
    "1234, 3",
    "123456, 4",
    "12345678901234567890123456789012345678, 20",
    "1E125, 2",
    "1E-100, 2",
    "1.5, 3",
    "1.234, 4",
    "1.001, 4",
    "3.14159, 5",
    "0.15, 2",
    "0.0000001, 2",
    "-42, 3",
    "-0.15, 3",
    "100, 2",
    "100.5, 4",
    "1010, 3",
  })
  void a_number_is_sized_by_its_significant_digits(String text, int size) {
    assertEquals(size, ItemSize.of(DynamoNumber.of(text)));
  }

  static Stream<Arguments> values() {
    DynamoNumber three = DynamoNumber.of("123");
    return Stream.of(
        Arguments.of(new S(""), 0),
        Arguments.of(new S("abc"), 3),
        Arguments.of(new S("\u00E9"), 2),
        Arguments.of(new S("\u4E16"), 3),
        Arguments.of(new S("\uD83D\uDE00"), 4),
        Arguments.of(new B(Bytes.wrap(new byte[0])), 0),
        Arguments.of(new B(Bytes.wrap(new byte[5])), 5),
        Arguments.of(BOOL.TRUE, 1),
        Arguments.of(BOOL.FALSE, 1),
        Arguments.of(NULL.INSTANCE, 1),
        Arguments.of(AttributeValue.stringSet(List.of("", "a", "bc")), 3),
        Arguments.of(AttributeValue.numberSet(List.of(DynamoNumber.ZERO, three)), 4),
        Arguments.of(
            AttributeValue.binarySet(
                List.of(Bytes.wrap(new byte[0]), Bytes.wrap(new byte[] {1, 2}))),
            2),
        Arguments.of(new L(List.of()), 3),
        Arguments.of(new L(List.of(new S("ab"), new N(three))), 3 + 2 + 2 + 3),
        Arguments.of(new M(Map.of()), 3),
        Arguments.of(new M(Map.of("key", new S("ab"))), 3 + 1 + 3 + 2),
        Arguments.of(new M(Map.of("a", new L(List.of(BOOL.TRUE)))), 3 + 1 + 1 + 3 + 1 + 1));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_has_its_size(AttributeValue value, int size) {
    assertEquals(size, ItemSize.of(value));
  }

  @Test
  void an_item_is_as_large_as_its_names_and_values() {
    Item item = Item.copyOf(Map.of("pk", new S("abc"), "\u00E9", new N(DynamoNumber.of("1"))));
    assertEquals(2 + 3 + 2 + 2, ItemSize.of(item));
    assertEquals(5, ItemSize.ofAttribute("pk", new S("abc")));
  }

  @Test
  void the_largest_item_has_400_kilobytes() {
    Item item = Item.copyOf(Map.of("pk", new S("x".repeat(409_598))));
    assertEquals(ItemSize.MAX, ItemSize.of(item));
  }
}
