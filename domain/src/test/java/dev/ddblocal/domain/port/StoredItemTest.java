package dev.ddblocal.domain.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.CorruptItemException;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemCodec;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredItemTest {
  private static final Item ITEM = Item.copyOf(Map.of("text", new AttributeValue.S("text")));

  @Test
  void decodes_an_item_once() {
    StoredItem stored = StoredItem.encoded(ItemCodec.encode(ITEM), 12);
    assertEquals(ITEM, stored.item());
    assertSame(stored.item(), stored.item());
    assertEquals(12, stored.sizeBytes());
  }

  @Test
  void decodes_nothing_that_is_not_asked_for() {
    StoredItem damaged = StoredItem.encoded(new byte[] {1, 2, 3}, 12);
    assertEquals(12, damaged.sizeBytes());
    assertThrows(CorruptItemException.class, damaged::item);
  }

  @Test
  void is_equal_by_item_and_size_however_it_is_held() {
    StoredItem held = new StoredItem(ITEM, 12);
    StoredItem encoded = StoredItem.encoded(ItemCodec.encode(ITEM), 12);
    assertEquals(held, encoded);
    assertEquals(held.hashCode(), encoded.hashCode());
    assertEquals(held.toString(), encoded.toString());
    assertNotEquals(held, new StoredItem(ITEM, 13));
    assertNotEquals(held, new StoredItem(Item.copyOf(Map.of()), 12));
  }
}
