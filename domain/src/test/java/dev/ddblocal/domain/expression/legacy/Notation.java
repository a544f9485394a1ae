package dev.ddblocal.domain.expression.legacy;

import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.SentValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attribute values in short: the type, then the content after blanks, as in {@code N 1.5}, {@code
 * SS a b}, {@code NULL}. The elements of {@code L} are divided by {@code ;}, those of {@code M} are
 * numbered. Several values are divided by commas.
 */
final class Notation {
  private Notation() {}

  /** A value that is sound. */
  static AttributeValue value(String text) {
    return sent(text).value();
  }

  /** A value, sound or not. */
  static SentValue sent(String text) {
    AttributeValueCollector collector = new AttributeValueCollector();
    AttributeValue value = value(text.strip(), collector);
    return new SentValue(value, collector.firstDefect());
  }

  /** Values, sound or not. */
  static List<SentValue> list(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(Notation::sent).toList();
  }

  /** An item with one attribute {@code a}, or none for null. */
  static Map<String, AttributeValue> item(String text) {
    return text == null ? Map.of() : Map.of("a", value(text));
  }

  private static AttributeValue value(String text, AttributeValueCollector collector) {
    String[] parts = text.split(" ", 2);
    String content = parts.length == 1 ? "" : parts[1].strip();
    List<String> words = content.isEmpty() ? List.of() : List.of(content.split(" +", -1));
    return switch (parts[0]) {
      case "S" -> collector.string(content);
      case "N" -> collector.number(content);
      case "B" -> collector.binary(bytes(content));
      case "SS" -> collector.stringSet(words);
      case "NS" -> collector.numberSet(words);
      case "BS" -> collector.binarySet(words.stream().map(Notation::bytes).toList());
      case "BOOL" -> collector.bool(Boolean.parseBoolean(content));
      case "NULL" -> collector.nullValue(!content.equals("false"));
      case "NOTHING" -> collector.noType();
      case "L" -> {
        collector.enter();
        yield collector.list(elements(content, collector));
      }
      case "M" -> {
        collector.enter();
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        elements(content, collector).forEach(one -> members.put("" + members.size(), one));
        yield collector.map(members);
      }
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static List<AttributeValue> elements(String text, AttributeValueCollector collector) {
    List<AttributeValue> elements = new ArrayList<>();
    for (String element : text.isEmpty() ? new String[0] : text.split(";", -1)) {
      elements.add(value(element.strip(), collector));
    }
    return elements;
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
