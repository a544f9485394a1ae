package dev.ddblocal.domain.expression.naive;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A value as plain Java has it: strings, decimals without trailing zeros, byte buffers, booleans,
 * hash sets, array lists and hash maps.
 *
 * @param type the type's descriptor
 * @param content the value; null of the null value
 */
record Typed(String type, Object content) {
  static Typed of(AttributeValue value) {
    Object content =
        switch (value) {
          case AttributeValue.S(String text) -> text;
          case AttributeValue.N(DynamoNumber number) -> decimal(number);
          case AttributeValue.B(Bytes bytes) -> ByteBuffer.wrap(bytes.toArray());
          case AttributeValue.BOOL(boolean flag) -> flag;
          case AttributeValue.NULL _ -> null;
          case AttributeValue.SS(Set<String> members) -> new HashSet<>(members);
          case AttributeValue.NS(Set<DynamoNumber> members) ->
              members.stream().map(Typed::decimal).collect(Collectors.toSet());
          case AttributeValue.BS(Set<Bytes> members) ->
              members.stream()
                  .map(member -> ByteBuffer.wrap(member.toArray()))
                  .collect(Collectors.toSet());
          case AttributeValue.L(List<AttributeValue> elements) ->
              elements.stream().map(Typed::of).collect(Collectors.toCollection(ArrayList::new));
          case AttributeValue.M(Map<String, AttributeValue> members) -> map(members);
        };
    return new Typed(value.typeDescriptor(), content);
  }

  /** An item as the map that it is. */
  static Typed item(Map<String, AttributeValue> attributes) {
    return new Typed("M", map(attributes));
  }

  private static Map<String, Typed> map(Map<String, AttributeValue> members) {
    Map<String, Typed> map = new LinkedHashMap<>();
    members.forEach((name, value) -> map.put(name, of(value)));
    return map;
  }

  private static BigDecimal decimal(DynamoNumber number) {
    return new BigDecimal(number.toPlainString()).stripTrailingZeros();
  }

  /** A copy whose lists, maps and sets can be changed. */
  Typed copy() {
    return switch (type) {
      case "L" ->
          new Typed(
              type,
              list().stream().map(Typed::copy).collect(Collectors.toCollection(ArrayList::new)));
      case "M" -> {
        Map<String, Typed> copy = new LinkedHashMap<>();
        map().forEach((name, value) -> copy.put(name, value.copy()));
        yield new Typed(type, copy);
      }
      case "SS", "NS", "BS" -> new Typed(type, new HashSet<>(set()));
      default -> this;
    };
  }

  @SuppressWarnings("unchecked")
  Map<String, Typed> map() {
    return (Map<String, Typed>) content;
  }

  @SuppressWarnings("unchecked")
  List<Typed> list() {
    return (List<Typed>) content;
  }

  @SuppressWarnings("unchecked")
  Set<Object> set() {
    return (Set<Object>) content;
  }

  boolean isSet() {
    return type.equals("SS") || type.equals("NS") || type.equals("BS");
  }
}
