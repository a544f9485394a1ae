package dev.ddblocal.domain.stream;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of what is kept about streams, in the form of an item. */
final class StoredFields {
  private final Map<String, AttributeValue> fields = new LinkedHashMap<>();

  StoredFields text(String name, String value) {
    fields.put(name, new AttributeValue.S(value));
    return this;
  }

  StoredFields number(String name, long value) {
    fields.put(name, new AttributeValue.N(DynamoNumber.of(value)));
    return this;
  }

  StoredFields time(String name, Instant value) {
    return number(name, value.toEpochMilli());
  }

  StoredFields bytes(String name, byte[] value) {
    fields.put(name, new AttributeValue.B(Bytes.wrap(value)));
    return this;
  }

  Item toItem() {
    return new Item(fields);
  }

  static String text(Item item, String name) {
    return ((AttributeValue.S) item.get(name)).value();
  }

  static long number(Item item, String name) {
    return Long.parseLong(((AttributeValue.N) item.get(name)).value().toPlainString());
  }

  static Instant time(Item item, String name) {
    return Instant.ofEpochMilli(number(item, name));
  }

  static byte[] bytes(Item item, String name) {
    return ((AttributeValue.B) item.get(name)).value().unsafeArray();
  }

  static boolean has(Item item, String name) {
    return item.get(name) != null;
  }
}
