package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * JSON as maps, lists, strings, longs and booleans: for our own resources, which are read once, and
 * for the values that an error repeats. Requests are read without it.
 */
final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /** Reads a resource of this package that is one JSON object. */
  static SequencedMap<String, Object> ofResource(String name) {
    try (InputStream in = JsonTree.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      try (JsonParser parser = FACTORY.createParser(in)) {
        parser.nextToken();
        return object(read(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }

  /** Reads the value whose first token the parser stands on. */
  static Object read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        SequencedMap<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(read(parser));
        }
        yield elements;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("unexpected token " + parser.currentToken());
    };
  }

  /** The value as the object that it must be; the empty object for null. */
  @SuppressWarnings("unchecked")
  static SequencedMap<String, Object> object(Object value) {
    return value == null ? new LinkedHashMap<>() : (SequencedMap<String, Object>) value;
  }

  /** The value as the list that it must be; the empty list for null. */
  @SuppressWarnings("unchecked")
  static <T> List<T> list(Object value) {
    return value == null ? List.of() : (List<T>) value;
  }

  /** The members of an object that are objects themselves. */
  static Iterable<Map.Entry<String, SequencedMap<String, Object>>> objects(Object value) {
    List<Map.Entry<String, SequencedMap<String, Object>>> members = new ArrayList<>();
    object(value).forEach((name, member) -> members.add(Map.entry(name, object(member))));
    return members;
  }
}
