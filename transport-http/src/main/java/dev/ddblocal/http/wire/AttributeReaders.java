package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.SentValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The readers of attribute values and of maps of them. The JSON types are checked here, everything
 * else by the collector. How deep values nest is bounded by what {@link JsonSyntax} lets pass.
 */
final class AttributeReaders {
  private static final String UNION = "AttributeValue";

  /** Reads an {@link dev.ddblocal.domain.value.AttributeMap}. */
  static final ValueReader MAP = (parser, reading) -> attributeMap(parser);

  /** Reads a {@link SentValue}. */
  static final ValueReader SINGLE = (parser, reading) -> sentValue(parser);

  /** Checks the types of a single value that nothing binds. */
  static final ValueReader UNBOUND_VALUE =
      (parser, reading) -> value(parser, new AttributeValueCollector());

  private AttributeReaders() {}

  private static Object attributeMap(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw TypeMismatch.map(UNION, parser.currentToken());
    }
    AttributeValueCollector collector = new AttributeValueCollector();
    Set<String> names = new HashSet<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (!names.add(name)) {
        throw StructureReader.duplicate(name);
      }
      collector.beginAttribute(name);
      parser.nextToken();
      collector.endAttribute(value(parser, collector));
    }
    return collector.toAttributeMap();
  }

  private static SentValue sentValue(JsonParser parser) throws IOException {
    AttributeValueCollector collector = new AttributeValueCollector();
    AttributeValue value = value(parser, collector);
    return new SentValue(value, collector.firstDefect());
  }

  /** Reads the value that the parser stands on; null where it has a defect. */
  private static AttributeValue value(JsonParser parser, AttributeValueCollector collector)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return collector.noType();
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw TypeMismatch.structure(UNION, parser.currentToken());
    }
    boolean soundBefore = collector.isSound();
    AttributeValue value = null;
    int seen = 0;
    int types = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      AttributeType type = AttributeType.named(name);
      if (type == null) {
        parser.skipChildren();
        continue;
      }
      if ((seen & type.bit) != 0) {
        throw StructureReader.duplicate(name);
      }
      seen |= type.bit;
      if (token != JsonToken.VALUE_NULL) {
        types++;
        value = typed(type, parser, collector);
      }
    }
    if (types == 1) {
      return value;
    }
    return types == 0 ? collector.noType() : collector.severalTypes(soundBefore);
  }

  private static AttributeValue typed(
      AttributeType type, JsonParser parser, AttributeValueCollector collector) throws IOException {
    return switch (type) {
      case S -> collector.string(ScalarReaders.text(parser));
      case N -> collector.number(ScalarReaders.text(parser));
      case B -> collector.binary(ScalarReaders.binary(parser));
      case BOOL -> collector.bool(ScalarReaders.bool(parser));
      case NULL -> collector.nullValue(ScalarReaders.bool(parser));
      case SS -> collector.stringSet(texts(parser));
      case NS -> collector.numberSet(texts(parser));
      case BS -> collector.binarySet(binaries(parser));
      case L -> list(parser, collector);
      case M -> map(parser, collector);
    };
  }

  /** Below the deepest level a collector of its own checks the types and is forgotten. */
  private static AttributeValue list(JsonParser parser, AttributeValueCollector collector)
      throws IOException {
    requireArray(parser);
    boolean entered = collector.enter();
    AttributeValueCollector inner = entered ? collector : new AttributeValueCollector();
    List<AttributeValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser, inner));
    }
    return entered ? collector.list(elements) : null;
  }

  private static AttributeValue map(JsonParser parser, AttributeValueCollector collector)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw TypeMismatch.map(UNION, parser.currentToken());
    }
    boolean entered = collector.enter();
    AttributeValueCollector inner = entered ? collector : new AttributeValueCollector();
    Map<String, AttributeValue> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (members.containsKey(name)) {
        throw StructureReader.duplicate(name);
      }
      inner.memberName(name);
      parser.nextToken();
      members.put(name, value(parser, inner));
    }
    return entered ? collector.map(members) : null;
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    requireArray(parser);
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireElement(parser);
      texts.add(ScalarReaders.text(parser));
    }
    return texts;
  }

  private static List<Bytes> binaries(JsonParser parser) throws IOException {
    requireArray(parser);
    List<Bytes> binaries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireElement(parser);
      binaries.add(ScalarReaders.binary(parser));
    }
    return binaries;
  }

  private static void requireArray(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw TypeMismatch.list(parser.currentToken());
    }
  }

  private static void requireElement(JsonParser parser) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      throw TypeMismatch.error("Unexpected field type");
    }
  }

  /** The members of the union, which are the types of attribute values. */
  private enum AttributeType {
    S(0x001),
    N(0x002),
    B(0x004),
    SS(0x008),
    NS(0x010),
    BS(0x020),
    M(0x040),
    L(0x080),
    NULL(0x100),
    BOOL(0x200);

    private final int bit;

    AttributeType(int bit) {
      this.bit = bit;
    }

    /** The type of that descriptor, or null if there is none. */
    private static AttributeType named(String descriptor) {
      return switch (descriptor) {
        case "S" -> S;
        case "N" -> N;
        case "B" -> B;
        case "SS" -> SS;
        case "NS" -> NS;
        case "BS" -> BS;
        case "M" -> M;
        case "L" -> L;
        case "NULL" -> NULL;
        case "BOOL" -> BOOL;
        default -> null;
      };
    }
  }
}
