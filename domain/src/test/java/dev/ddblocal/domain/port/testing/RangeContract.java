package dev.ddblocal.domain.port.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Items stand in the unsigned byte order of their keys, and are visited both ways. */
public interface RangeContract extends StorageUnderTest {
  @Test
  default void visits_keys_in_unsigned_byte_order() {
    TableDefinition table = createTable("table");
    List<ItemKey> keys =
        new ArrayList<>(
            List.of(
                bytes(0),
                bytes(0, 0),
                bytes(0, 1),
                bytes(1),
                bytes(65),
                bytes(65, 0),
                bytes(65, 66),
                bytes(127),
                bytes(128),
                bytes(128, 255),
                bytes(254, 255, 255),
                bytes(255),
                bytes(255, 0),
                bytes(255, 255)));
    List<ItemKey> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, new Random(7));
    putAll(table, shuffled);
    assertEquals(keys, visit(table, KeyRange.ALL, Direction.FORWARD));
    assertEquals(keys.reversed(), visit(table, KeyRange.ALL, Direction.BACKWARD));
  }

  @Test
  default void keeps_to_the_range_both_ways() {
    TableDefinition table = createTable("table");
    putAll(table, List.of(key("a"), key("b"), key("b1"), key("b2"), key("c"), key("d")));
    assertRange(table, range("b", "c"), "b", "b1", "b2");
    assertRange(table, range("b1", "c1"), "b1", "b2", "c");
    assertRange(table, range("aa", "b"));
    assertRange(table, range("b", "b"));
    assertRange(table, range("c", "b"));
    assertRange(table, range("", "b"), "a");
    assertRange(table, new KeyRange(key("b2"), Optional.empty()), "b2", "c", "d");
    assertRange(table, new KeyRange(key("e"), Optional.empty()));
  }

  @Test
  default void shows_each_item_with_its_size() {
    TableDefinition table = createTable("table");
    put(table, "a", "first");
    put(table, "b", "second one");
    List<String> seen = new ArrayList<>();
    read(transaction -> {
      transaction.range(
          table.id(),
          KeyRange.ALL,
          Direction.FORWARD,
          (_, stored) -> seen.add(Samples.text(stored.item()) + " " + stored.sizeBytes()));
      return null;
    });
    assertEquals(
        List.of("first " + Samples.size("first"), "second one " + Samples.size("second one")),
        seen);
  }

  @Test
  default void stops_when_the_visitor_has_enough_and_resumes_behind_the_last_key() {
    TableDefinition table = createTable("table");
    List<ItemKey> keys = numbered(100);
    putAll(table, keys);
    List<ItemKey> seen = new ArrayList<>();
    KeyRange rest = KeyRange.ALL;
    while (true) {
      List<ItemKey> page = page(table, rest, Direction.FORWARD, 7);
      seen.addAll(page);
      if (page.size() < 7) {
        break;
      }
      rest = new KeyRange(behind(page.getLast()), Optional.empty());
    }
    assertEquals(keys, seen);
  }

  @Test
  default void resumes_backward_before_the_last_key() {
    TableDefinition table = createTable("table");
    List<ItemKey> keys = numbered(50);
    putAll(table, keys);
    List<ItemKey> seen = new ArrayList<>();
    KeyRange rest = KeyRange.ALL;
    while (true) {
      List<ItemKey> page = page(table, rest, Direction.BACKWARD, 10);
      seen.addAll(page);
      if (page.isEmpty()) {
        break;
      }
      rest = new KeyRange(KeyRange.ALL.from(), Optional.of(page.getLast()));
    }
    assertEquals(keys.reversed(), seen);
  }

  @Test
  default void segments_cover_every_key_once() {
    TableDefinition table = createTable("table");
    Random random = new Random(3);
    TreeSet<ItemKey> keys = new TreeSet<>();
    while (keys.size() < 300) {
      byte[] key = new byte[8 + random.nextInt(4)];
      random.nextBytes(key);
      keys.add(ItemKey.wrap(key));
    }
    putAll(table, List.copyOf(keys));
    int segments = 7;
    List<ItemKey> seen = new ArrayList<>();
    for (int segment = 0; segment < segments; segment++) {
      ItemKey from = segment == 0 ? KeyRange.ALL.from() : bytes(256 * segment / segments);
      Optional<ItemKey> to =
          segment == segments - 1
              ? Optional.empty()
              : Optional.of(bytes(256 * (segment + 1) / segments));
      seen.addAll(visit(table, new KeyRange(from, to), Direction.FORWARD));
    }
    assertEquals(List.copyOf(keys), seen);
  }

  @Test
  default void a_visitor_may_read_and_visit_within_a_visit() {
    TableDefinition table = createTable("table");
    putAll(table, List.of(key("a"), key("b"), key("c")));
    List<String> seen = new ArrayList<>();
    read(transaction -> {
      transaction.range(
          table.id(),
          KeyRange.ALL,
          Direction.FORWARD,
          (outer, _) -> {
            transaction.range(
                table.id(),
                KeyRange.ALL,
                Direction.FORWARD,
                (inner, _) -> {
                  assertTrue(transaction.get(table.id(), inner).isPresent());
                  return seen.add(text(outer) + text(inner));
                });
            return true;
          });
      return null;
    });
    assertEquals(List.of("aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"), seen);
  }

  @Test
  default void a_writing_work_visits_its_own_changes_in_order() {
    TableDefinition table = createTable("table");
    putAll(table, List.of(key("b"), key("d"), key("f")));
    List<ItemKey> seen =
        write(transaction -> {
          Samples.put(transaction, table, "a", "new");
          Samples.put(transaction, table, "c", "new");
          Samples.put(transaction, table, "d", "changed");
          transaction.delete(table.id(), key("f"));
          return collect(transaction, table, KeyRange.ALL, Direction.FORWARD, 100);
        });
    assertEquals(List.of(key("a"), key("b"), key("c"), key("d")), seen);
  }

  private void assertRange(TableDefinition table, KeyRange range, String... expected) {
    List<ItemKey> keys = Arrays.stream(expected).map(Samples::key).toList();
    assertEquals(keys, visit(table, range, Direction.FORWARD));
    assertEquals(keys.reversed(), visit(table, range, Direction.BACKWARD));
  }

  private List<ItemKey> visit(TableDefinition table, KeyRange range, Direction direction) {
    return page(table, range, direction, Integer.MAX_VALUE);
  }

  private List<ItemKey> page(
      TableDefinition table, KeyRange range, Direction direction, int limit) {
    return read(transaction -> collect(transaction, table, range, direction, limit));
  }

  private static List<ItemKey> collect(
      ReadTransaction transaction,
      TableDefinition table,
      KeyRange range,
      Direction direction,
      int limit) {
    List<ItemKey> keys = new ArrayList<>();
    transaction.range(
        table.id(),
        range,
        direction,
        (key, _) -> {
          keys.add(key);
          return keys.size() < limit;
        });
    return keys;
  }

  private void putAll(TableDefinition table, List<ItemKey> keys) {
    write(transaction -> {
      for (ItemKey key : keys) {
        transaction.put(table.id(), key, Samples.item("text"), 4);
      }
      return null;
    });
  }

  private static List<ItemKey> numbered(int count) {
    List<ItemKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(key("key%03d".formatted(i)));
    }
    return keys;
  }

  private static ItemKey behind(ItemKey key) {
    byte[] encoded = key.unsafeArray();
    return ItemKey.wrap(Arrays.copyOf(encoded, encoded.length + 1));
  }

  private static KeyRange range(String from, String to) {
    return new KeyRange(key(from), Optional.of(key(to)));
  }

  private static ItemKey key(String text) {
    return Samples.key(text);
  }

  private static String text(ItemKey key) {
    return new String(key.unsafeArray(), UTF_8);
  }

  private static ItemKey bytes(int... values) {
    byte[] encoded = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      encoded[i] = (byte) values[i];
    }
    return ItemKey.wrap(encoded);
  }
}
