package dev.ddblocal.domain.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.value.AttributeValue.S;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRangeTest {
  private static final KeySchema SCHEMA =
      new KeySchema(List.of(new KeyAttribute("pk", ScalarAttributeType.S)), List.of());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1_000_000})
  void segments_follow_one_another_without_gap_or_overlap(int total) {
    KeyRange previous = KeyRange.segment(0, total);
    assertEquals(KeyRange.ALL.from(), previous.from());
    for (int segment = 1; segment < total; segment++) {
      KeyRange next = KeyRange.segment(segment, total);
      assertEquals(previous.to(), Optional.of(next.from()));
      assertFalse(previous.isEmpty());
      previous = next;
    }
    assertEquals(Optional.empty(), previous.to());
  }

  @Test
  void every_key_is_in_one_segment_and_segments_are_about_equal() {
    int[] counts = new int[7];
    for (int i = 0; i < 7_000; i++) {
      ItemKey key = KeyEncoding.keyOf(SCHEMA, Map.of("pk", new S("key" + i)));
      int found = 0;
      for (int segment = 0; segment < 7; segment++) {
        if (KeyRange.segment(segment, 7).contains(key)) {
          counts[segment]++;
          found++;
        }
      }
      assertEquals(1, found);
    }
    for (int count : counts) {
      assertTrue(count > 850 && count < 1_150, () -> "a segment of " + count);
    }
  }

  @Test
  void a_segment_starts_at_its_share_of_the_hashes() {
    assertEquals(key("4000000000000000"), KeyRange.segment(1, 4).from());
    assertEquals(key("8000000000000000"), KeyRange.segment(1, 2).from());
    assertEquals(key("5555555555555555"), KeyRange.segment(1, 3).from());
    assertEquals(key("aaaaaaaaaaaaaaaa"), KeyRange.segment(2, 3).from());
  }

  @ParameterizedTest
  @CsvSource({"-1, 4", "4, 4", "0, 0", "0, -1"})
  void refuses_a_segment_out_of_range(int segment, int total) {
    assertThrows(IllegalArgumentException.class, () -> KeyRange.segment(segment, total));
  }

  @Test
  void after_a_key_are_all_greater_ones() {
    KeyRange after = range("10", "20").after(key("15"));
    assertFalse(after.contains(key("14ff")));
    assertFalse(after.contains(key("15")));
    assertTrue(after.contains(key("1500")));
    assertTrue(after.contains(key("1fff")));
    assertFalse(after.contains(key("20")));
  }

  @Test
  void before_a_key_are_all_lesser_ones() {
    KeyRange before = range("10", "20").before(key("15"));
    assertFalse(before.contains(key("0fff")));
    assertTrue(before.contains(key("10")));
    assertTrue(before.contains(key("14ffff")));
    assertFalse(before.contains(key("15")));
    assertFalse(before.contains(key("1500")));
  }

  @Test
  void a_key_outside_the_range_narrows_it_to_all_or_nothing() {
    KeyRange range = range("10", "20");
    assertEquals(range, range.after(key("0f")));
    assertEquals(range, range.before(key("20")));
    assertEquals(range, range.before(key("21")));
    assertTrue(range.after(key("20")).isEmpty());
    assertTrue(range.after(key("21")).isEmpty());
    assertTrue(range.before(key("10")).isEmpty());
    assertTrue(range.before(key("0f")).isEmpty());
  }

  @Test
  void all_holds_every_key_and_none_no_key() {
    assertTrue(KeyRange.ALL.contains(key("")));
    assertTrue(KeyRange.ALL.contains(key("ffffffffffffffffff")));
    assertFalse(KeyRange.ALL.isEmpty());
    assertFalse(KeyRange.NONE.contains(key("")));
    assertTrue(KeyRange.NONE.isEmpty());
  }

  private static KeyRange range(String from, String to) {
    return new KeyRange(key(from), Optional.of(key(to)));
  }

  private static ItemKey key(String hex) {
    return ItemKey.wrap(HexFormat.of().parseHex(hex));
  }
}
