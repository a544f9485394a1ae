package dev.ddblocal.domain.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyPrefixTest {
  private static final KeyAttribute PK = new KeyAttribute("pk", ScalarAttributeType.S);
  private static final AttributeValue HERE = new S("here");

  @Test
  void conditions_on_strings_hold_what_they_say() {
    RandomValues values = new RandomValues(51);
    assertConditions(ScalarAttributeType.S, values::string, S::new, Utf8::compare);
  }

  @Test
  void conditions_on_numbers_hold_what_they_say() {
    RandomValues values = new RandomValues(52);
    assertConditions(
        ScalarAttributeType.N, values::number, N::new, Comparator.<DynamoNumber>naturalOrder());
  }

  @Test
  void conditions_on_binary_values_hold_what_they_say() {
    RandomValues values = new RandomValues(53);
    assertConditions(
        ScalarAttributeType.B, values::bytes, B::new, Comparator.<Bytes>naturalOrder());
  }

  private static <T> void assertConditions(
      ScalarAttributeType type,
      Supplier<T> random,
      Function<T, AttributeValue> toValue,
      Comparator<T> order) {
    KeySchema schema = schema(new KeyAttribute("sk", type));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    for (int i = 0; i < 5_000; i++) {
      T sort = random.get();
      T low = random.get();
      T high = random.get();
      AttributeValue bound = toValue.apply(low);
      int toLow = order.compare(sort, low);
      int toHigh = order.compare(sort, high);
      ItemKey key = KeyEncoding.keyOf(schema, Map.of("pk", HERE, "sk", toValue.apply(sort)));
      String what = sort + " against " + low + " and " + high;
      assertTrue(prefix.all().contains(key), what);
      assertEquals(toLow == 0, prefix.equalTo(bound).contains(key), what);
      assertEquals(toLow < 0, prefix.lessThan(bound).contains(key), what);
      assertEquals(toLow <= 0, prefix.lessOrEqual(bound).contains(key), what);
      assertEquals(toLow > 0, prefix.greaterThan(bound).contains(key), what);
      assertEquals(toLow >= 0, prefix.greaterOrEqual(bound).contains(key), what);
      assertEquals(
          toLow >= 0 && toHigh <= 0,
          prefix.between(bound, toValue.apply(high)).contains(key),
          what);
    }
  }

  @Test
  void begins_with_holds_the_strings_that_begin_so() {
    RandomValues values = new RandomValues(54);
    KeySchema schema = schema(new KeyAttribute("sk", ScalarAttributeType.S));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    int held = 0;
    for (int i = 0; i < 20_000; i++) {
      String sort = values.string();
      String beginning = values.below(2) == 0 ? values.string() : startOf(sort, values);
      ItemKey key = KeyEncoding.keyOf(schema, Map.of("pk", HERE, "sk", new S(sort)));
      boolean holds = prefix.beginsWith(new S(beginning)).contains(key);
      assertEquals(sort.startsWith(beginning), holds, sort + " and " + beginning);
      held += holds ? 1 : 0;
    }
    assertTrue(held > 5_000, "held " + held);
  }

  private static String startOf(String text, RandomValues values) {
    int points = text.codePointCount(0, text.length());
    return text.substring(0, text.offsetByCodePoints(0, values.below(points + 1)));
  }

  @Test
  void begins_with_holds_the_binary_values_that_begin_so() {
    KeySchema schema = schema(new KeyAttribute("sk", ScalarAttributeType.B));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    RandomValues values = new RandomValues(55);
    for (int i = 0; i < 20_000; i++) {
      byte[] sort = values.bytes().toArray();
      byte[] beginning =
          values.below(2) == 0
              ? values.bytes().toArray()
              : Arrays.copyOf(sort, values.below(sort.length + 1));
      boolean expected =
          beginning.length <= sort.length
              && Arrays.equals(beginning, Arrays.copyOf(sort, beginning.length));
      ItemKey key = KeyEncoding.keyOf(schema, Map.of("pk", HERE, "sk", new B(Bytes.wrap(sort))));
      assertEquals(expected, prefix.beginsWith(new B(Bytes.wrap(beginning))).contains(key));
    }
  }

  @Test
  void no_condition_holds_a_key_of_another_partition() {
    KeySchema schema = schema(new KeyAttribute("sk", ScalarAttributeType.S));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    S m = new S("m");
    List<KeyRange> ranges =
        List.of(
            KeyEncoding.partition(schema, Map.of("pk", HERE)),
            prefix.lessThan(m),
            prefix.lessOrEqual(m),
            prefix.greaterThan(m),
            prefix.greaterOrEqual(m),
            prefix.beginsWith(new S("")),
            prefix.between(new S(""), new S("\uDBFF\uDFFF")));
    for (int i = 0; i < 1_000; i++) {
      ItemKey key = KeyEncoding.keyOf(schema, Map.of("pk", new S("here" + i), "sk", new S("m")));
      assertFalse(ranges.stream().anyMatch(range -> range.contains(key)));
    }
  }

  @Test
  void a_partition_without_sort_key_holds_its_one_key() {
    KeySchema schema = schema();
    KeyRange partition = KeyEncoding.partition(schema, Map.of("pk", HERE));
    assertTrue(partition.contains(KeyEncoding.keyOf(schema, Map.of("pk", HERE))));
    assertFalse(partition.contains(KeyEncoding.keyOf(schema, Map.of("pk", new S("her")))));
    assertFalse(partition.contains(KeyEncoding.keyOf(schema, Map.of("pk", new S("heref")))));
  }

  @Test
  void fixed_values_lead_to_a_condition_on_the_next_attribute() {
    KeySchema schema =
        schema(
            new KeyAttribute("s1", ScalarAttributeType.S),
            new KeyAttribute("s2", ScalarAttributeType.N));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    KeyRange greater = prefix.with(new S("a")).greaterThan(number("5"));
    assertTrue(greater.contains(key(schema, "a", "6")));
    assertFalse(greater.contains(key(schema, "a", "5")));
    assertFalse(greater.contains(key(schema, "ab", "6")));
    KeyRange equal = prefix.equalTo(new S("a"));
    assertTrue(equal.contains(key(schema, "a", "-1E125")));
    assertTrue(equal.contains(key(schema, "a", "1E125")));
    assertFalse(equal.contains(key(schema, "a\u0000", "0")));
    assertTrue(prefix.lessOrEqual(new S("a")).contains(key(schema, "a", "1E125")));
    assertFalse(prefix.greaterThan(new S("a")).contains(key(schema, "a", "1E125")));
  }

  private static ItemKey key(KeySchema schema, String first, String second) {
    return KeyEncoding.keyOf(schema, Map.of("pk", HERE, "s1", new S(first), "s2", number(second)));
  }

  private static N number(String text) {
    return new N(DynamoNumber.of(text));
  }

  @Test
  void bounds_the_wrong_way_round_hold_nothing() {
    KeySchema schema = schema(new KeyAttribute("sk", ScalarAttributeType.S));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    assertTrue(prefix.between(new S("b"), new S("a")).isEmpty());
  }

  @Test
  void refuses_a_value_of_another_type_and_a_condition_behind_the_last_attribute() {
    KeySchema schema = schema(new KeyAttribute("sk", ScalarAttributeType.N));
    KeyPrefix prefix = KeyEncoding.partitionPrefix(schema, Map.of("pk", HERE));
    assertThrows(IllegalArgumentException.class, () -> prefix.equalTo(new S("5")));
    assertThrows(IllegalArgumentException.class, () -> prefix.beginsWith(number("5")));
    KeyPrefix full = prefix.with(number("5"));
    assertThrows(IllegalStateException.class, () -> full.lessThan(number("6")));
  }

  private static KeySchema schema(KeyAttribute... sort) {
    return new KeySchema(List.of(PK), List.of(sort));
  }
}
