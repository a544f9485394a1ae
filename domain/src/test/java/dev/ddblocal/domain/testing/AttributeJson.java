package dev.ddblocal.domain.testing;

import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.SentValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Attribute values in DynamoDB's JSON, as {@link JsonText} reads it. */
final class AttributeJson {
  private AttributeJson() {}

  /** Attributes by name as a caller sent them. */
  static AttributeMap readMap(Map<?, ?> json) {
    AttributeValueCollector collector = new AttributeValueCollector();
    json.forEach((name, value) -> {
      collector.beginAttribute((String) name);
      collector.endAttribute(read((Map<?, ?>) value, collector));
    });
    return collector.toAttributeMap();
  }

  /** One value as a caller sent it. */
  static SentValue readValue(Map<?, ?> json) {
    AttributeValueCollector collector = new AttributeValueCollector();
    AttributeValue value = read(json, collector);
    return new SentValue(value, collector.firstDefect());
  }

  private static AttributeValue read(Map<?, ?> json, AttributeValueCollector collector) {
    if (json.isEmpty()) {
      return collector.noType();
    }
    Map.Entry<?, ?> typed = json.entrySet().iterator().next();
    Object value = typed.getValue();
    return switch ((String) typed.getKey()) {
      case "S" -> collector.string((String) value);
      case "N" -> collector.number((String) value);
      case "B" -> collector.binary(bytes(value));
      case "BOOL" -> collector.bool((Boolean) value);
      case "NULL" -> collector.nullValue((Boolean) value);
      case "SS" -> collector.stringSet(strings(value));
      case "NS" -> collector.numberSet(strings(value));
      case "BS" ->
          collector.binarySet(((List<?>) value).stream().map(AttributeJson::bytes).toList());
      case "L" -> list((List<?>) value, collector);
      case "M" -> map((Map<?, ?>) value, collector);
      default -> throw new IllegalArgumentException("no attribute value: " + json);
    };
  }

  private static AttributeValue list(List<?> json, AttributeValueCollector collector) {
    if (!collector.enter()) {
      return null;
    }
    List<AttributeValue> elements = new ArrayList<>();
    json.forEach(element -> elements.add(read((Map<?, ?>) element, collector)));
    return collector.list(elements);
  }

  private static AttributeValue map(Map<?, ?> json, AttributeValueCollector collector) {
    if (!collector.enter()) {
      return null;
    }
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    json.forEach((name, value) -> {
      collector.memberName((String) name);
      members.put((String) name, read((Map<?, ?>) value, collector));
    });
    return collector.map(members);
  }

  private static List<String> strings(Object json) {
    return ((List<?>) json).stream().map(String.class::cast).toList();
  }

  private static Bytes bytes(Object json) {
    return Bytes.copyOf(Base64.getDecoder().decode((String) json));
  }

  /** Attributes by name; the members of sets in order, so that equal values are written equally. */
  static Map<String, Object> write(Map<String, AttributeValue> attributes) {
    Map<String, Object> json = new LinkedHashMap<>();
    attributes.forEach((name, value) -> json.put(name, write(value)));
    return json;
  }

  private static Map<String, Object> write(AttributeValue value) {
    Object content =
        switch (value) {
          case AttributeValue.S(String text) -> text;
          case AttributeValue.N(DynamoNumber number) -> number.toPlainString();
          case AttributeValue.B(Bytes bytes) -> bytes.toString();
          case AttributeValue.BOOL(boolean bool) -> bool;
          case AttributeValue.NULL _ -> true;
          case AttributeValue.SS set -> sorted(set.values());
          case AttributeValue.NS set -> sorted(set.values());
          case AttributeValue.BS set -> sorted(set.values());
          case AttributeValue.L list -> list.values().stream().map(AttributeJson::write).toList();
          case AttributeValue.M map -> write(map.values());
        };
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(value.typeDescriptor(), content);
    return json;
  }

  private static List<Object> sorted(Iterable<?> members) {
    TreeSet<String> sorted = new TreeSet<>();
    members.forEach(member ->
        sorted.add(
            member instanceof DynamoNumber number ? number.toPlainString() : member.toString()));
    return List.copyOf(sorted);
  }
}
