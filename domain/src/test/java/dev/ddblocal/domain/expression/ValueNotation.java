package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads attribute values as DynamoDB's JSON has them, for the tables of tests: with single quotes
 * and without escapes, as in {@code {'a': {'L': [{'N': '1'}]}}}.
 */
final class ValueNotation {
  private final String text;
  private int position;

  private ValueNotation(String text) {
    this.text = text;
  }

  /** Attributes by name. */
  static Map<String, AttributeValue> item(String text) {
    return attributes(map(new ValueNotation(text).read()));
  }

  /** One value, as in {@code {'S': 'x'}}. */
  static AttributeValue value(String text) {
    return value(new ValueNotation(text).read());
  }

  private static Map<String, AttributeValue> attributes(Map<String, Object> json) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    json.forEach((name, value) -> attributes.put(name, value(value)));
    return attributes;
  }

  private static AttributeValue value(Object json) {
    Map.Entry<String, Object> typed = map(json).entrySet().iterator().next();
    Object content = typed.getValue();
    return switch (typed.getKey()) {
      case "S" -> new AttributeValue.S((String) content);
      case "N" -> new AttributeValue.N(DynamoNumber.of((String) content));
      case "B" -> new AttributeValue.B(bytes(content));
      case "SS" -> AttributeValue.stringSet(list(content, String.class::cast));
      case "NS" ->
          AttributeValue.numberSet(list(content, member -> DynamoNumber.of((String) member)));
      case "BS" -> AttributeValue.binarySet(list(content, ValueNotation::bytes));
      case "BOOL" -> AttributeValue.BOOL.of((Boolean) content);
      case "NULL" -> AttributeValue.NULL.INSTANCE;
      case "L" -> new AttributeValue.L(list(content, ValueNotation::value));
      case "M" -> new AttributeValue.M(attributes(map(content)));
      default -> throw new IllegalArgumentException("no type " + typed.getKey());
    };
  }

  private static Bytes bytes(Object base64) {
    return Bytes.wrap(Base64.getDecoder().decode((String) base64));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private static <T> List<T> list(Object json, Function<Object, T> element) {
    List<T> elements = new ArrayList<>();
    for (Object member : (List<?>) json) {
      elements.add(element.apply(member));
    }
    return elements;
  }

  private Object read() {
    skipSpace();
    char first = text.charAt(position);
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '\'' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    position++;
    while (!closes('}')) {
      String name = string();
      skipSpace();
      position++;
      object.put(name, read());
    }
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    position++;
    while (!closes(']')) {
      array.add(read());
    }
    return array;
  }

  /** Moves past a comma; past the closing bracket if it is the next. */
  private boolean closes(char bracket) {
    skipSpace();
    if (text.charAt(position) == ',') {
      position++;
      skipSpace();
    }
    if (text.charAt(position) != bracket) {
      return false;
    }
    position++;
    return true;
  }

  private String string() {
    int end = text.indexOf('\'', position + 1);
    String string = text.substring(position + 1, end);
    position = end + 1;
    return string;
  }

  private Boolean word() {
    boolean value = text.startsWith("true", position);
    position += value ? 4 : 5;
    return value;
  }

  private void skipSpace() {
    while (text.charAt(position) == ' ') {
      position++;
    }
  }
}
