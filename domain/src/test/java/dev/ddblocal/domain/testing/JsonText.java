package dev.ddblocal.domain.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into maps, lists, strings, {@link BigDecimal}s, booleans and null. For the sound texts
 * of tests: it does not look for mistakes beyond what it stumbles over.
 */
final class JsonText {
  private final String text;
  private int position;

  private JsonText(String text) {
    this.text = text;
  }

  /** The value that a text holds. */
  static Object read(String text) {
    JsonText json = new JsonText(text);
    Object value = json.value();
    json.skipSpace();
    if (json.position != text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  private Object value() {
    skipSpace();
    return switch (text.charAt(position)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    position++;
    while (!ends('}')) {
      skipSpace();
      String name = string();
      expect(':');
      members.put(name, value());
    }
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    position++;
    while (!ends(']')) {
      elements.add(value());
    }
    return elements;
  }

  /** Whether the collection ends here; passes over a comma. */
  private boolean ends(char end) {
    skipSpace();
    char c = text.charAt(position);
    if (c == ',' || c == end) {
      position++;
    }
    return c == end;
  }

  private String string() {
    StringBuilder content = new StringBuilder();
    expect('"');
    while (text.charAt(position) != '"') {
      char c = text.charAt(position++);
      content.append(c == '\\' ? escaped() : c);
    }
    position++;
    return content.toString();
  }

  private char escaped() {
    char c = text.charAt(position++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        position += 4;
        yield (char) Integer.parseInt(text.substring(position - 4, position), 16);
      }
      default -> c;
    };
  }

  private BigDecimal number() {
    int start = position;
    while (position < text.length() && "+-.0123456789eE".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (start == position) {
      throw unexpected();
    }
    return new BigDecimal(text.substring(start, position));
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, position)) {
      throw unexpected();
    }
    position += word.length();
    return value;
  }

  private void expect(char c) {
    skipSpace();
    if (text.charAt(position) != c) {
      throw unexpected();
    }
    position++;
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("no JSON at " + position + ": " + text);
  }
}
