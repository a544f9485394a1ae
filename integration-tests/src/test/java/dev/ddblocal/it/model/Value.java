package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value as the model has it.
 *
 * @param type DynamoDB's name of the type, such as {@code SS}
 * @param content S a String; N a BigDecimal without trailing zeros; B a String with a character for
 *     each byte; SS, NS, BS a TreeSet of these; L a List and M a TreeMap of values; BOOL and NULL a
 *     Boolean
 */
record Value(String type, Object content) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static Value string(String text) {
    return new Value("S", text);
  }

  static Value number(String text) {
    return number(new BigDecimal(text));
  }

  static Value number(BigDecimal number) {
    return new Value("N", number.stripTrailingZeros());
  }

  /** A binary value; a character stands for a byte. */
  static Value binary(String bytes) {
    return new Value("B", bytes);
  }

  static Value list(List<Value> elements) {
    return new Value("L", List.copyOf(elements));
  }

  static Value map(Map<String, Value> members) {
    return new Value("M", new TreeMap<>(members));
  }

  static Value set(String type, Collection<?> members) {
    return new Value(type, new TreeSet<>(members));
  }

  boolean isSet() {
    return content instanceof Set;
  }

  BigDecimal decimal() {
    return (BigDecimal) content;
  }

  @SuppressWarnings("unchecked") // by its type
  List<Value> elements() {
    return (List<Value>) content;
  }

  @SuppressWarnings("unchecked") // by its type
  Map<String, Value> members() {
    return (Map<String, Value>) content;
  }

  @SuppressWarnings("unchecked") // by its type
  TreeSet<Comparable<?>> setMembers() {
    return (TreeSet<Comparable<?>>) content;
  }

  /** Orders like a sort key; both are of the same type, S, N or B. */
  int compare(Value other) {
    return switch (type) {
      case "N" -> decimal().compareTo(other.decimal());
      case "S", "B" -> Arrays.compareUnsigned(bytes(), other.bytes());
      default -> throw new IllegalStateException(type);
    };
  }

  /** Whether a value of S or B begins with another of the same type. */
  boolean beginsWith(Value start) {
    return type.equals(start.type) && ((String) content).startsWith((String) start.content);
  }

  private byte[] bytes() {
    return ((String) content)
        .getBytes(type.equals("S") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /** The size by DynamoDB's arithmetic, without the attribute's name. */
  int size() {
    return switch (type) {
      case "S", "B" -> bytes().length;
      case "N" -> size(decimal());
      case "BOOL", "NULL" -> 1;
      case "SS" -> setMembers().stream().mapToInt(each -> string((String) each).size()).sum();
      case "BS" -> setMembers().stream().mapToInt(each -> ((String) each).length()).sum();
      case "NS" -> setMembers().stream().mapToInt(each -> size((BigDecimal) each)).sum();
      case "L" -> 3 + elements().stream().mapToInt(each -> 1 + each.size()).sum();
      case "M" -> 3 + members().size() + size(members());
      default -> throw new IllegalStateException(type);
    };
  }

  /** The size of attributes with their names. */
  static int size(Map<String, Value> attributes) {
    int size = 0;
    for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
      size += string(attribute.getKey()).size() + attribute.getValue().size();
    }
    return size;
  }

  private static int size(BigDecimal number) {
    String[] parts = number.abs().toPlainString().split("\\.", 2);
    String whole = parts[0].replaceFirst("^0+", "");
    String fraction = parts.length == 1 ? "" : parts[1].replaceFirst("0+$", "");
    if (fraction.isEmpty()) {
      whole = whole.replaceFirst("0+$", "");
    }
    if (whole.isEmpty()) {
      fraction = fraction.replaceFirst("^0+", "");
    }
    return 1
        + (whole.length() + 1) / 2
        + (fraction.length() + 1) / 2
        + (number.signum() < 0 ? 1 : 0);
  }

  /** The value in DynamoDB JSON; numbers in any notation. */
  ObjectNode json() {
    return JSON.objectNode().set(type, contentJson());
  }

  private JsonNode contentJson() {
    return switch (type) {
      case "S" -> JSON.textNode((String) content);
      case "N" -> JSON.textNode(content.toString());
      case "B" -> JSON.textNode(base64((String) content));
      case "BOOL", "NULL" -> JSON.booleanNode((Boolean) content);
      case "M" -> json(members());
      case "L" -> {
        ArrayNode array = JSON.arrayNode();
        elements().forEach(each -> array.add(each.json()));
        yield array;
      }
      default -> {
        ArrayNode array = JSON.arrayNode();
        setMembers()
            .forEach(
                each -> array.add(type.equals("BS") ? base64((String) each) : each.toString()));
        yield array;
      }
    };
  }

  /** Attributes in DynamoDB JSON. */
  static ObjectNode json(Map<String, Value> attributes) {
    ObjectNode object = JSON.objectNode();
    attributes.forEach((name, value) -> object.set(name, value.json()));
    return object;
  }

  private static String base64(String bytes) {
    return new String(
        Base64.getEncoder().encode(bytes.getBytes(StandardCharsets.ISO_8859_1)),
        StandardCharsets.US_ASCII);
  }

  /** The attributes that an answer has. */
  static Map<String, Value> attributes(JsonNode object) {
    Map<String, Value> attributes = new TreeMap<>();
    object.properties().forEach(each -> attributes.put(each.getKey(), of(each.getValue())));
    return attributes;
  }

  private static Value of(JsonNode json) {
    if (json.size() != 1) {
      throw new AssertionError("a value of one type expected: " + json);
    }
    String type = json.fieldNames().next();
    JsonNode content = json.get(type);
    return switch (type) {
      case "S" -> string(content.textValue());
      case "N" -> number(decimal(content.textValue()));
      case "B" -> binary(bytes(content.textValue()));
      case "BOOL", "NULL" -> new Value(type, content.booleanValue());
      case "M" -> map(attributes(content));
      case "L" -> {
        List<Value> elements = new ArrayList<>();
        content.forEach(each -> elements.add(of(each)));
        yield list(elements);
      }
      case "SS", "NS", "BS" -> set(type, content);
      default -> throw new AssertionError("a type of DynamoDB expected: " + json);
    };
  }

  private static Value set(String type, JsonNode members) {
    List<Comparable<?>> content = new ArrayList<>();
    for (JsonNode each : members) {
      String text = each.textValue();
      content.add(
          switch (type) {
            case "NS" -> decimal(text).stripTrailingZeros();
            case "BS" -> bytes(text);
            default -> text;
          });
    }
    Value set = set(type, content);
    if (set.setMembers().size() != members.size()) {
      throw new AssertionError("no member twice expected: " + members);
    }
    return set;
  }

  /** Numbers are answered in plain decimal notation without needless zeros. */
  private static BigDecimal decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    if (!text.equals(number.stripTrailingZeros().toPlainString())) {
      throw new AssertionError("a number in its one notation expected: " + text);
    }
    return number;
  }

  private static String bytes(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
  }
}
