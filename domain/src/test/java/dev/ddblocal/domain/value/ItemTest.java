package dev.ddblocal.domain.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ItemTest {
  /** Notes what it sees, strings by the text of their bytes. */
  private static final class Notes implements AttributeVisitor<RuntimeException> {
    private final Map<String, AttributeValue> seen = new LinkedHashMap<>();
    private final List<String> raw = new ArrayList<>();

    @Override
    public void attribute(String name, AttributeValue value) {
      seen.put(name, value);
    }

    @Override
    public void string(String name, byte[] utf8, int from, int length) {
      raw.add(name);
      String text = new String(utf8, from, length, StandardCharsets.UTF_8);
      seen.put(name, new AttributeValue.S(text));
    }
  }

  private static Notes visit(Item item) {
    Notes notes = new Notes();
    item.visit(notes);
    return notes;
  }

  @Test
  void an_encoded_item_is_the_item() {
    RandomValues values = new RandomValues(20261122);
    for (int i = 0; i < 300; i++) {
      Item item = values.item();
      Item encoded = Item.encoded(ItemCodec.encode(item).clone());
      assertEquals(new ArrayList<>(item.attributes().entrySet()), visited(encoded));
      assertEquals(item, encoded);
      assertEquals(item.hashCode(), encoded.hashCode());
      assertEquals(new ArrayList<>(item.attributes().entrySet()), visited(encoded));
    }
  }

  private static List<Map.Entry<String, AttributeValue>> visited(Item item) {
    return new ArrayList<>(visit(item).seen.entrySet());
  }

  @Test
  void a_string_is_shown_as_bytes_unless_no_utf_8_can_carry_it() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put("text", new AttributeValue.S("é\"\n😀"));
    attributes.put("half", new AttributeValue.S("a\uD83Db"));
    attributes.put("flag", AttributeValue.BOOL.TRUE);
    Notes notes = visit(Item.encoded(ItemCodec.encode(new Item(attributes))));
    assertEquals(attributes, notes.seen);
    assertEquals(List.of("text"), notes.raw);
  }

  @Test
  void an_item_is_encoded_once() {
    Item item = Item.copyOf(Map.of("a", new AttributeValue.S("b")));
    assertSame(ItemCodec.encode(item), ItemCodec.encode(item));
    byte[] stored = ItemCodec.encode(item).clone();
    assertSame(stored, ItemCodec.encode(Item.encoded(stored)));
    assertArrayEquals(stored, ItemCodec.encode(item));
  }

  @Test
  void encoded_items_are_equal_as_items_are() {
    RandomValues values = new RandomValues(20261123);
    Item before = values.item();
    for (int i = 0; i < 300; i++) {
      Item item = values.item();
      Item turned = new Item(turned(item.attributes()));
      assertEquals(encoded(item), encoded(turned));
      assertEquals(item.equals(before), encoded(item).equals(encoded(before)));
      before = item;
    }
  }

  @Test
  void encoded_items_of_the_same_bytes_in_another_order_need_not_be_equal() {
    assertEquals(encoded(text("ab", "cd")), encoded(text("ab", "cd")));
    assertNotEquals(encoded(text("ab", "cd")), encoded(text("ab", "dc")));
    assertNotEquals(encoded(text("ab", "cd")), encoded(text("ac", "bd")));
  }

  private static Item text(String name, String value) {
    return Item.copyOf(Map.of(name, new AttributeValue.S(value)));
  }

  private static Item encoded(Item item) {
    return Item.encoded(ItemCodec.encode(item).clone());
  }

  /** The same attributes, the last one first. */
  private static Map<String, AttributeValue> turned(Map<String, AttributeValue> attributes) {
    return new LinkedHashMap<>(new LinkedHashMap<>(attributes).reversed());
  }

  @Test
  void damage_shows_when_one_looks_inside() {
    Item damaged = Item.encoded(new byte[] {1, 2, 3});
    assertThrows(CorruptItemException.class, damaged::attributes);
    assertThrows(CorruptItemException.class, () -> visit(damaged));
  }

  @Test
  void an_encoding_is_brought_about_when_one_looks_inside_and_only_once() throws Exception {
    byte[] encoded = ItemCodec.encode(text("ab", "cd")).clone();
    AtomicInteger times = new AtomicInteger();
    Item item =
        Item.encoded(() -> {
          times.incrementAndGet();
          return encoded;
        });
    assertEquals(0, times.get());
    assertEquals(text("ab", "cd"), item);
    visit(item);
    assertSame(encoded, ItemCodec.encode(item));
    assertEquals(Map.of("ab", new AttributeValue.S("cd")), item.attributes());
    assertEquals(1, times.get());
  }

  @Test
  void an_encoding_that_cannot_be_brought_about_shows_every_time() {
    Item item =
        Item.encoded(() -> {
          throw new CorruptItemException("sealed");
        });
    assertThrows(CorruptItemException.class, item::attributes);
    assertThrows(CorruptItemException.class, () -> visit(item));
    assertThrows(CorruptItemException.class, () -> ItemCodec.encode(item));
  }
}
