package dev.ddblocal.auth.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as the internal API has it. What is missing or of another type is refused. */
final class ControlJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private ControlJson() {}

  /** A message that is not as it should be. It says which member, and nothing of its value. */
  static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Reads an object.
   *
   * @throws MalformedException if the text is anything else
   */
  static ObjectNode parse(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new MalformedException("the message is not JSON");
    }
    throw new MalformedException("the message is not a JSON object");
  }

  static Optional<String> optionalText(JsonNode object, String name) {
    JsonNode member = object.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return Optional.empty();
    }
    if (!member.isTextual()) {
      throw new MalformedException(name + " is not a string");
    }
    return Optional.of(member.textValue());
  }

  static String text(JsonNode object, String name) {
    return optionalText(object, name)
        .orElseThrow(() -> new MalformedException(name + " is missing"));
  }

  static boolean flag(JsonNode object, String name) {
    JsonNode member = object.path(name);
    if (member.isMissingNode()) {
      return false;
    }
    if (!member.isBoolean()) {
      throw new MalformedException(name + " is not a boolean");
    }
    return member.booleanValue();
  }

  static long number(JsonNode object, String name) {
    JsonNode member = object.path(name);
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new MalformedException(name + " is not a whole number");
    }
    return member.longValue();
  }

  /** Seconds since 1970. */
  static Instant instant(JsonNode object, String name) {
    long seconds = number(object, name);
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw new MalformedException(name + " is not a time");
    }
    return Instant.ofEpochSecond(seconds);
  }

  static byte[] bytes(JsonNode object, String name) {
    try {
      return Base64.getDecoder().decode(text(object, name));
    } catch (IllegalArgumentException e) {
      throw new MalformedException(name + " is not Base64");
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static Optional<ObjectNode> optionalObject(JsonNode object, String name) {
    JsonNode member = object.path(name);
    if (member.isMissingNode() || member.isNull()) {
      return Optional.empty();
    }
    if (member instanceof ObjectNode found) {
      return Optional.of(found);
    }
    throw new MalformedException(name + " is not an object");
  }

  static ObjectNode member(JsonNode object, String name) {
    return optionalObject(object, name)
        .orElseThrow(() -> new MalformedException(name + " is missing"));
  }

  static List<JsonNode> list(JsonNode object, String name) {
    if (object.path(name) instanceof ArrayNode array) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(elements::add);
      return elements;
    }
    throw new MalformedException(name + " is not a list");
  }

  static List<String> texts(JsonNode object, String name) {
    return list(object, name).stream()
        .map(element -> {
          if (!element.isTextual()) {
            throw new MalformedException(name + " holds something other than strings");
          }
          return element.textValue();
        })
        .toList();
  }

  static Map<String, String> textMap(JsonNode object, String name) {
    ObjectNode members = member(object, name);
    Map<String, String> texts = new LinkedHashMap<>();
    members.fieldNames().forEachRemaining(key -> texts.put(key, text(members, key)));
    return texts;
  }

  static void putTexts(ObjectNode object, String name, Iterable<String> texts) {
    ArrayNode array = object.putArray(name);
    texts.forEach(array::add);
  }

  static void putTextMap(ObjectNode object, String name, Map<String, String> texts) {
    ObjectNode members = object.putObject(name);
    texts.forEach(members::put);
  }
}
