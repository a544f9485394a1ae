package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the writers of all operations' responses from the domain's records and the model. */
final class WriterCompiler {
  /** The output of operations whose answer has an empty body (API reference: TagResource). */
  private static final String UNIT = "Unit";

  private static final ValueWriter NOTHING = (_, _) -> {};

  private final ServiceModel model;

  WriterCompiler(ServiceModel model) {
    this.model = model;
  }

  /** The writers by the class of the response. */
  Map<Class<?>, ValueWriter> compile() {
    Map<Class<?>, ValueWriter> writers = new HashMap<>();
    for (Operation operation : Operation.values()) {
      Class<?> response = ServedOperations.responseOf(operation);
      Shape output = model.shape(model.operation(operation.apiName()).output());
      writers.put(response, output.name().equals(UNIT) ? NOTHING : record(response, output));
    }
    return writers;
  }

  private ValueWriter record(Class<?> record, Shape shape) {
    List<Member> members = new ArrayList<>();
    RecordMembers.of(record, shape)
        .forEach((component, member) ->
            members.add(
                new Member(
                    new SerializedString(member.name()),
                    component.getAccessor(),
                    value(component.getGenericType(), model.shape(member.target())))));
    return new RecordWriter(members.toArray(Member[]::new));
  }

  private ValueWriter value(Type javaType, Shape shape) {
    return switch (shape.type()) {
      case STRUCTURE -> record((Class<?>) javaType, shape);
      case UNION -> (value, json) -> AttributeWriter.write((AttributeValue) value, json);
      case LIST -> list(value(argument(javaType, 0), model.shape(shape.element())));
      case MAP -> {
        if (javaType == Item.class) {
          yield (value, json) -> AttributeWriter.write((Item) value, json);
        }
        if (javaType == AttributeMap.class) {
          yield (value, json) -> AttributeWriter.write(((AttributeMap) value).attributes(), json);
        }
        yield map(value(argument(javaType, 1), model.shape(shape.element())));
      }
      // The values of some enums are no names of constants; a string stands for those.
      case ENUM ->
          javaType == String.class
              ? (value, json) -> json.writeString((String) value)
              : (value, json) -> json.writeString(((Enum<?>) value).name());
      case STRING -> (value, json) -> json.writeString((String) value);
      case BLOB -> (value, json) -> AttributeWriter.write((Bytes) value, json);
      case BOOLEAN -> (value, json) -> json.writeBoolean((Boolean) value);
      case INTEGER -> (value, json) -> json.writeNumber((Integer) value);
      case LONG -> (value, json) -> json.writeNumber((Long) value);
      case DOUBLE -> (value, json) -> json.writeNumber((Double) value);
      case TIMESTAMP -> (value, json) -> json.writeNumber(seconds((Instant) value));
    };
  }

  private static ValueWriter list(ValueWriter element) {
    return (value, json) -> {
      json.writeStartArray();
      for (Object one : (List<?>) value) {
        element.write(one, json);
      }
      json.writeEndArray();
    };
  }

  private static ValueWriter map(ValueWriter element) {
    return (value, json) -> {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        json.writeFieldName((String) entry.getKey());
        element.write(entry.getValue(), json);
      }
      json.writeEndObject();
    };
  }

  /** Seconds since 1970 with milliseconds, such as {@code 1767225600.123}. */
  private static String seconds(Instant time) {
    long millis = time.toEpochMilli();
    return String.format(
        Locale.ROOT, "%d.%03d", Math.floorDiv(millis, 1000), Math.floorMod(millis, 1000));
  }

  private static Type argument(Type javaType, int index) {
    return ((ParameterizedType) javaType).getActualTypeArguments()[index];
  }

  private record Member(SerializedString name, Method accessor, ValueWriter writer) {
    private Object of(Object record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Writes a record without its null components. */
  private static final class RecordWriter implements ValueWriter {
    private final Member[] members;

    private RecordWriter(Member[] members) {
      this.members = members;
    }

    @Override
    public void write(Object value, JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (Member member : members) {
        Object component = member.of(value);
        if (component != null) {
          json.writeFieldName(member.name());
          member.writer().write(component, json);
        }
      }
      json.writeEndObject();
    }
  }
}
