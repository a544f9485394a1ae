package dev.ddblocal.domain.port.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyEncoding;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The items of a partition stand in the order of their sort keys, whatever its type. */
public interface KeyOrderContract extends StorageUnderTest {
  @ParameterizedTest
  @EnumSource(ScalarAttributeType.class)
  default void visits_a_partition_in_the_order_of_its_sort_keys(ScalarAttributeType type) {
    KeySchema schema =
        new KeySchema(
            List.of(new KeyAttribute("pk", ScalarAttributeType.S)),
            List.of(new KeyAttribute("sk", type)));
    List<AttributeValue> ordered = orderedValues(type);
    TableDefinition table = createTable("table");
    List<Item> items = new ArrayList<>();
    for (String partition : List.of("before", "partition", "behind")) {
      for (AttributeValue value : ordered) {
        items.add(Item.copyOf(Map.of("pk", new AttributeValue.S(partition), "sk", value)));
      }
    }
    Collections.shuffle(items, new Random(11));
    write(transaction -> {
      for (Item item : items) {
        ItemKey key = KeyEncoding.keyOf(schema, item.attributes());
        transaction.put(table.id(), key, item, 1);
      }
      return null;
    });
    KeyRange partition =
        KeyEncoding.partition(schema, Map.of("pk", new AttributeValue.S("partition")));
    assertEquals(ordered, sortKeys(table, partition, Direction.FORWARD));
    assertEquals(ordered.reversed(), sortKeys(table, partition, Direction.BACKWARD));
  }

  private List<AttributeValue> sortKeys(
      TableDefinition table, KeyRange range, Direction direction) {
    return read(transaction -> {
      List<AttributeValue> values = new ArrayList<>();
      transaction.range(
          table.id(), range, direction, (_, stored) -> values.add(stored.item().get("sk")));
      return values;
    });
  }

  private static List<AttributeValue> orderedValues(ScalarAttributeType type) {
    return switch (type) {
      case S -> strings().map(AttributeValue.S::new).map(AttributeValue.class::cast).toList();
      case N -> numbers().map(AttributeValue.N::new).map(AttributeValue.class::cast).toList();
      case B ->
          strings()
              .map(text -> Bytes.wrap(text.getBytes(UTF_8)))
              .<AttributeValue>map(AttributeValue.B::new)
              .toList();
    };
  }

  /** In the order of their UTF-8 bytes, which is not that of Java's strings. */
  private static Stream<String> strings() {
    return Stream.of(
        "\u0000",
        "\u0000\u0000",
        "\u0000a",
        "\u0001",
        "\u0002",
        " ",
        "0",
        "10",
        "2",
        "A",
        "AB",
        "B",
        "a",
        "a\u0000",
        "a\u0000b",
        "a\u0001",
        "aa",
        "z",
        "\u007f",
        "\u0080",
        "ß",
        "ä",
        "漢",
        "\uffff",
        "🎁",
        "🎁🎁");
  }

  private static Stream<DynamoNumber> numbers() {
    String nines = "9".repeat(DynamoNumber.MAX_DIGITS);
    List<DynamoNumber> positive =
        List.of(
            DynamoNumber.of(1, "1", DynamoNumber.MIN_EXPONENT),
            DynamoNumber.of(1, "10000000000000000000000000000000000001", -130),
            DynamoNumber.of(1, "9", -130),
            DynamoNumber.of(1, "1", -129),
            DynamoNumber.of(1, "5", -1),
            DynamoNumber.of(1, nines, -1),
            DynamoNumber.of(1, "1", 0),
            DynamoNumber.of(1, "10000000000000000000000000000000000001", 0),
            DynamoNumber.of(1, "11", 0),
            DynamoNumber.of(1, "2", 0),
            DynamoNumber.of(1, nines, 0),
            DynamoNumber.of(1, "1", 1),
            DynamoNumber.of(1, "12345678901234567890123456789012345678", 37),
            DynamoNumber.of(1, "12345678901234567890123456789012345679", 37),
            DynamoNumber.of(1, "1", DynamoNumber.MAX_EXPONENT),
            DynamoNumber.of(1, nines, DynamoNumber.MAX_EXPONENT));
    Stream<DynamoNumber> negative =
        positive.reversed().stream()
            .map(number -> DynamoNumber.of(-1, number.digits(), number.exponent()));
    return Stream.of(negative, Stream.of(DynamoNumber.ZERO), positive.stream())
        .flatMap(numbers -> numbers);
  }
}
