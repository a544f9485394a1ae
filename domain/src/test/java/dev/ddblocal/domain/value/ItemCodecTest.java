package dev.ddblocal.domain.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.value.AttributeValue.B;
import dev.ddblocal.domain.value.AttributeValue.BOOL;
import dev.ddblocal.domain.value.AttributeValue.L;
import dev.ddblocal.domain.value.AttributeValue.M;
import dev.ddblocal.domain.value.AttributeValue.N;
import dev.ddblocal.domain.value.AttributeValue.NULL;
import dev.ddblocal.domain.value.AttributeValue.S;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemCodecTest {
  @Test
  void random_items_come_back_in_their_order() {
    RandomValues values = new RandomValues(31);
    for (int i = 0; i < 5_000; i++) {
      Item item = values.item();
      byte[] encoded = ItemCodec.encode(item);
      Item decoded = ItemCodec.decode(encoded);
      assertEquals(item, decoded);
      assertArrayEquals(encoded, ItemCodec.encode(decoded));
      assertEquals(
          List.copyOf(item.attributes().keySet()), List.copyOf(decoded.attributes().keySet()));
    }
  }

  @Test
  void every_type_is_laid_out_as_documented() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("s", new S("\u00E9"));
    attributes.put("n", new N(DynamoNumber.of("-12.3")));
    attributes.put("z", new N(DynamoNumber.ZERO));
    attributes.put("b", new B(Bytes.wrap(new byte[] {-1, 0})));
    attributes.put("ss", AttributeValue.stringSet(List.of("b", "")));
    attributes.put("ns", AttributeValue.numberSet(List.of(DynamoNumber.of("1E125"))));
    attributes.put("bs", AttributeValue.binarySet(List.of(Bytes.wrap(new byte[] {7}))));
    attributes.put("m", new M(Map.of("k", NULL.INSTANCE)));
    attributes.put("l", new L(List.of(BOOL.TRUE, BOOL.FALSE)));
    attributes.put("h", new S("\uD800a"));
    String expected =
        "01 0a"
            + " 0273 01 04c3a9"
            + " 026e 02 83 83 1230"
            + " 027a 02 00"
            + " 0262 03 02ff00"
            + " 047373 04 02 0262 00"
            + " 046e73 05 01 01 ff 10"
            + " 046273 06 01 0107"
            + " 026d 07 01 026b 09"
            + " 026c 08 02 0b 0a"
            + " 0268 01 09d8000061";
    Item item = new Item(attributes);
    assertEquals(expected.replace(" ", ""), HexFormat.of().formatHex(ItemCodec.encode(item)));
    assertEquals(item, ItemCodec.decode(HexFormat.of().parseHex(expected.replace(" ", ""))));
  }

  @Test
  void strings_that_no_utf8_can_carry_come_back_exactly() {
    for (String text : new String[] {"\uD800", "\uDC00\uD800", "?\uD83D?", "\uFFFD\uD83D"}) {
      Item item = Item.copyOf(Map.of(text, new S(text)));
      assertEquals(item, ItemCodec.decode(ItemCodec.encode(item)));
    }
  }

  @Test
  void large_values_and_the_replacement_character_come_back() {
    Item item =
        Item.copyOf(
            Map.of(
                "a", new S("x".repeat(400_000)),
                "b", new S("\uFFFD\u4E16".repeat(20_000)),
                "c", new B(Bytes.wrap(new byte[300_000]))));
    assertEquals(item, ItemCodec.decode(ItemCodec.encode(item)));
  }

  @Test
  void the_deepest_item_comes_back_and_a_deeper_one_cannot_be_encoded() {
    Item deepest = Item.copyOf(Map.of("a", nested(31)));
    assertEquals(deepest, ItemCodec.decode(ItemCodec.encode(deepest)));
    Item deeper = Item.copyOf(Map.of("a", nested(32)));
    assertThrows(IllegalArgumentException.class, () -> ItemCodec.encode(deeper));
  }

  private static AttributeValue nested(int wrappers) {
    AttributeValue value = new S("leaf");
    for (int i = 0; i < wrappers; i++) {
      value = new L(List.of(value));
    }
    return value;
  }

  @Test
  void refuses_an_encoding_cut_short_anywhere() {
    RandomValues values = new RandomValues(32);
    for (int i = 0; i < 200; i++) {
      byte[] encoded = ItemCodec.encode(values.item());
      for (int length = 0; length < encoded.length; length++) {
        byte[] cut = Arrays.copyOf(encoded, length);
        assertThrows(CorruptItemException.class, () -> ItemCodec.decode(cut));
      }
    }
  }

  @Test
  void a_changed_byte_gives_another_item_or_a_clear_error() {
    RandomValues values = new RandomValues(33);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] encoded = ItemCodec.encode(values.item());
      encoded[values.below(encoded.length)] ^= (byte) (1 + values.below(255));
      try {
        ItemCodec.encode(ItemCodec.decode(encoded));
      } catch (CorruptItemException e) {
        refused++;
      }
    }
    assertEquals(true, refused > 5_000, "refused " + refused);
  }

  @ParameterizedTest
  @CsvSource({
    "'', the item ends too early",
    "00, unknown version 0",
    "02 00, unknown version 2",
    "01 00 00, bytes behind the item",
    "01 ffffffff0f, the item ends too early",
    "01 808080808000, a count without end",
    "01 01 0261 08 ffffff7f 01, the item ends too early",
    "01 01 0261 0c, unknown tag 12",
    "01 02 0261 09 0261 09, a name twice",
    "01 01 0261 04 00, an empty set",
    "01 01 0261 05 02 00 00, a set's member twice",
    "01 01 0261 02 27 80, a number of 39 digits",
    "01 01 0261 02 80 82, a number of 0 digits",
    "01 01 0261 02 01 82 a0, no decimal digit",
    "01 01 0261 02 01 82 11, a digit too many",
    "01 01 0261 02 02 82 10, a number with zeros at an end",
    "01 01 0261 02 02 82 01, a number with zeros at an end",
    "01 01 0261 01 02ff, no UTF-8",
    "01 01 0261 01 07d80061, half a UTF-16 unit",
  })
  void refuses_what_it_would_never_write(String hex, String reason) {
    byte[] encoded = HexFormat.of().parseHex(hex.replace(" ", ""));
    CorruptItemException refusal =
        assertThrows(CorruptItemException.class, () -> ItemCodec.decode(encoded));
    assertEquals(reason, refusal.getMessage());
  }

  @Test
  void refuses_nesting_beyond_an_items_levels() {
    String hex = "01010261" + "0801".repeat(100_000) + "09";
    byte[] encoded = HexFormat.of().parseHex(hex);
    CorruptItemException refusal =
        assertThrows(CorruptItemException.class, () -> ItemCodec.decode(encoded));
    assertEquals("nested deeper than an item may be", refusal.getMessage());
  }
}
