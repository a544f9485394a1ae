package dev.ddblocal.domain.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValue.B;
import dev.ddblocal.domain.value.AttributeValue.N;
import dev.ddblocal.domain.value.AttributeValue.S;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.RandomValues;
import dev.ddblocal.domain.value.Utf8;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyEncodingTest {
  private static final KeyAttribute PK = new KeyAttribute("pk", ScalarAttributeType.S);

  /** These bytes are in data files: a change of one is a change of the file format. */
  @ParameterizedTest
  @CsvSource({
    "S, '', 00",
    "S, abc, 61626300",
    "S, \u00E9\u4E16, c3a9e4b89600",
    "N, 0, 02",
    "N, 1, 038214",
    "N, 100, 038414",
    "N, 42, 038354",
    "N, 123, 0384193c",
    "N, 0.5, 038164",
    "N, -1, 017deb",
    "N, -123, 017be6c3",
    "N, 1E-130, 030014",
    "N, 1E125, 03ff14",
    "N, -1E125, 0100eb",
    "B, 00, 010100",
    "B, 01ff02, 0102ff0200",
  })
  void a_value_has_its_documented_bytes(ScalarAttributeType type, String text, String hex) {
    AttributeValue value =
        switch (type) {
          case S -> new S(text);
          case N -> new N(DynamoNumber.of(text));
          case B -> new B(Bytes.wrap(HexFormat.of().parseHex(text)));
        };
    assertEquals(hex, HexFormat.of().formatHex(encoded(type, value)));
  }

  /** Likewise in data files. */
  @Test
  void a_key_is_hash_then_partition_key_then_sort_key() {
    KeySchema schema = schema(PK, new KeyAttribute("sk", ScalarAttributeType.N));
    ItemKey key =
        KeyEncoding.keyOf(
            schema, Map.of("pk", new S("user"), "sk", new N(DynamoNumber.of("7")), "x", new S("")));
    byte[] partition = HexFormat.of().parseHex("7573657200");
    String hash = HexFormat.of().toHexDigits(XxHash64.hash(partition, 0, partition.length));
    assertEquals("655205bea94f7da7", hash);
    assertEquals(hash + "7573657200" + "03828c", HexFormat.of().formatHex(key.unsafeArray()));
  }

  @Test
  void strings_order_by_their_utf8_bytes() {
    RandomValues values = new RandomValues(41);
    assertOrdered(ScalarAttributeType.S, values::string, S::new, Utf8::compare);
  }

  @Test
  void binary_values_order_by_their_unsigned_bytes() {
    RandomValues values = new RandomValues(42);
    assertOrdered(ScalarAttributeType.B, values::bytes, B::new, Comparator.naturalOrder());
  }

  @Test
  void numbers_order_by_value_over_the_whole_range() {
    RandomValues values = new RandomValues(43);
    assertOrdered(
        ScalarAttributeType.N,
        values::number,
        N::new,
        Comparator.comparing(DynamoNumber::toBigDecimal));
  }

  private static <T> void assertOrdered(
      ScalarAttributeType type,
      Supplier<T> random,
      Function<T, AttributeValue> value,
      Comparator<T> order) {
    for (int i = 0; i < 20_000; i++) {
      T left = random.get();
      T right = random.get();
      byte[] l = encoded(type, value.apply(left));
      byte[] r = encoded(type, value.apply(right));
      int expected = Integer.signum(order.compare(left, right));
      assertEquals(
          expected, Integer.signum(Arrays.compareUnsigned(l, r)), () -> left + " and " + right);
      if (expected != 0) {
        int mismatch = Arrays.mismatch(l, r);
        assertTrue(
            mismatch < Math.min(l.length, r.length), () -> left + " begins or ends " + right);
      }
    }
  }

  @Test
  void equal_numbers_are_one_key_however_they_are_written() {
    KeySchema schema = schema(new KeyAttribute("pk", ScalarAttributeType.N));
    ItemKey key = KeyEncoding.keyOf(schema, Map.of("pk", new N(DynamoNumber.of("5"))));
    assertEquals(key, KeyEncoding.keyOf(schema, Map.of("pk", new N(DynamoNumber.of("+5.0")))));
  }

  @Test
  void strings_with_half_surrogate_pairs_are_keys_of_their_own() {
    KeySchema schema = schema(PK);
    ItemKey half = KeyEncoding.keyOf(schema, Map.of("pk", new S("\uD800")));
    assertNotEquals(half, KeyEncoding.keyOf(schema, Map.of("pk", new S("?"))));
    assertNotEquals(half, KeyEncoding.keyOf(schema, Map.of("pk", new S("\uD801"))));
  }

  @Test
  void values_of_several_attributes_are_kept_apart() {
    KeySchema schema =
        new KeySchema(
            List.of(PK, new KeyAttribute("pk2", ScalarAttributeType.S)),
            List.of(
                new KeyAttribute("s1", ScalarAttributeType.S),
                new KeyAttribute("s2", ScalarAttributeType.S)));
    ItemKey one = KeyEncoding.keyOf(schema, strings("ab", "c", "d", "ef"));
    ItemKey two = KeyEncoding.keyOf(schema, strings("a", "bc", "d", "ef"));
    ItemKey three = KeyEncoding.keyOf(schema, strings("ab", "c", "de", "f"));
    assertNotEquals(one, two);
    assertNotEquals(one, three);
    assertTrue(one.compareTo(three) < 0);
    assertArrayEquals(Arrays.copyOf(one.unsafeArray(), 13), Arrays.copyOf(three.unsafeArray(), 13));
  }

  private static Map<String, AttributeValue> strings(String pk, String pk2, String s1, String s2) {
    return Map.of("pk", new S(pk), "pk2", new S(pk2), "s1", new S(s1), "s2", new S(s2));
  }

  @ParameterizedTest
  @EnumSource
  void refuses_a_value_of_another_type_and_a_missing_one(ScalarAttributeType type) {
    KeySchema schema = schema(new KeyAttribute("pk", type));
    Map<String, AttributeValue> other = Map.of("pk", AttributeValue.BOOL.TRUE);
    assertThrows(IllegalArgumentException.class, () -> KeyEncoding.keyOf(schema, other));
    assertThrows(IllegalArgumentException.class, () -> KeyEncoding.keyOf(schema, Map.of()));
  }

  private static KeySchema schema(KeyAttribute partition, KeyAttribute... sort) {
    return new KeySchema(List.of(partition), List.of(sort));
  }

  private static byte[] encoded(ScalarAttributeType type, AttributeValue value) {
    byte[] key =
        KeyEncoding.keyOf(schema(new KeyAttribute("pk", type)), Map.of("pk", value)).unsafeArray();
    return Arrays.copyOfRange(key, KeyEncoding.HASH_BYTES, key.length);
  }
}
