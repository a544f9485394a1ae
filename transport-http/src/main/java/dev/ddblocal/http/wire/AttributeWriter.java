package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValue.B;
import dev.ddblocal.domain.value.AttributeValue.BOOL;
import dev.ddblocal.domain.value.AttributeValue.BS;
import dev.ddblocal.domain.value.AttributeValue.L;
import dev.ddblocal.domain.value.AttributeValue.M;
import dev.ddblocal.domain.value.AttributeValue.N;
import dev.ddblocal.domain.value.AttributeValue.NS;
import dev.ddblocal.domain.value.AttributeValue.NULL;
import dev.ddblocal.domain.value.AttributeValue.S;
import dev.ddblocal.domain.value.AttributeValue.SS;
import dev.ddblocal.domain.value.AttributeVisitor;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.DynamoNumber;
import dev.ddblocal.domain.value.Item;
import java.io.IOException;
import java.util.Map;

/** Writes attribute values and maps of them in DynamoDB's JSON. */
final class AttributeWriter {
  private static final SerializableString S_NAME = new SerializedString("S");
  private static final SerializableString N_NAME = new SerializedString("N");

  private AttributeWriter() {}

  /** Writes an item's attributes, in their order. */
  static void write(Item item, JsonGenerator json) throws IOException {
    json.writeStartObject();
    item.visit(new ItemAttributes(json));
    json.writeEndObject();
  }

  /**
   * Writes the attributes of an item. The object around a string is written raw: a context of the
   * generator for each of them costs more than the string.
   */
  private record ItemAttributes(JsonGenerator json) implements AttributeVisitor<IOException> {
    private static final SerializableString STRING_BEGINS = new SerializedString(":{\"S\"");

    @Override
    public void attribute(String name, AttributeValue value) throws IOException {
      json.writeFieldName(name);
      write(value, json);
    }

    @Override
    public void string(String name, byte[] utf8, int from, int length) throws IOException {
      json.writeFieldName(name);
      // The generator puts the colon that it owes before the string, which is the inner one here.
      json.writeRaw(STRING_BEGINS);
      json.writeUTF8String(utf8, from, length);
      json.writeRaw('}');
    }
  }

  /** Writes attributes by name, in their order. */
  static void write(Map<String, AttributeValue> attributes, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      json.writeFieldName(attribute.getKey());
      write(attribute.getValue(), json);
    }
    json.writeEndObject();
  }

  /** Writes one value as an object with its type's descriptor. */
  static void write(AttributeValue value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    switch (value) {
      case S(String text) -> {
        json.writeFieldName(S_NAME);
        json.writeString(text);
      }
      case N(DynamoNumber number) -> {
        json.writeFieldName(N_NAME);
        json.writeString(number.toPlainString());
      }
      case B(Bytes bytes) -> {
        json.writeFieldName("B");
        write(bytes, json);
      }
      case BOOL(boolean bool) -> json.writeBooleanField("BOOL", bool);
      case NULL() -> json.writeBooleanField("NULL", true);
      case M(Map<String, AttributeValue> members) -> {
        json.writeFieldName("M");
        write(members, json);
      }
      case L list -> {
        json.writeArrayFieldStart("L");
        for (AttributeValue element : list.values()) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case SS set -> {
        json.writeArrayFieldStart("SS");
        for (String member : set.values()) {
          json.writeString(member);
        }
        json.writeEndArray();
      }
      case NS set -> {
        json.writeArrayFieldStart("NS");
        for (DynamoNumber member : set.values()) {
          json.writeString(member.toPlainString());
        }
        json.writeEndArray();
      }
      case BS set -> {
        json.writeArrayFieldStart("BS");
        for (Bytes member : set.values()) {
          write(member, json);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  /** Writes bytes as Base64. */
  static void write(Bytes bytes, JsonGenerator json) throws IOException {
    json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes.unsafeArray(), 0, bytes.length());
  }
}
