package dev.ddblocal.http.wire;

import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.Bytes;
import dev.ddblocal.domain.value.SentValue;
import dev.ddblocal.http.wire.CollectionReaders.ListReader;
import dev.ddblocal.http.wire.CollectionReaders.MapReader;
import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import dev.ddblocal.http.wire.Violation.Step;
import dev.ddblocal.http.wire.Violation.Subject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the reader of one operation's requests from the model's shapes, the departures and the
 * record that takes the request. A Java type of null means that nothing takes a value: its types
 * and constraints are checked and no more.
 */
final class ReaderCompiler {
  /** The union of the ten types of attributes, which recurs in itself and has its own reader. */
  static final String ATTRIBUTE_VALUE = "AttributeValue";

  private final ServiceModel model;
  private final Departures departures;
  private final String operation;

  ReaderCompiler(ServiceModel model, Departures departures, String operation) {
    this.model = model;
    this.departures = departures;
    this.operation = operation;
  }

  /** The reader of requests as records of the given class. */
  ValueReader compile(Class<?> request) {
    return structure("", model.shape(model.operation(operation).input()), request);
  }

  private ValueReader structure(String path, Shape shape, Class<?> record) {
    Map<String, Integer> slots = new HashMap<>();
    Map<String, Type> types = new HashMap<>();
    if (record != null) {
      RecordMembers.of(record, shape)
          .forEach((component, member) -> {
            slots.put(member.name(), slots.size());
            types.put(member.name(), component.getGenericType());
          });
    }
    List<StructureReader.Member> members = new ArrayList<>();
    for (Member member : shape.members()) {
      int place = members.size();
      members.add(
          new StructureReader.Member(
              member.name(),
              value(
                  path(path, member.name()),
                  Subject.VALUE,
                  member.target(),
                  types.get(member.name())),
              slots.getOrDefault(member.name(), -1),
              1L << place,
              member.required(),
              new Step.Member(member.name(), place(path, member.name(), place))));
    }
    return new StructureReader(
        shape.name(), members, record == null ? null : new RecordBinder(record));
  }

  private ValueReader value(String path, Subject subject, String shapeName, Type javaType) {
    Shape shape = model.shape(shapeName);
    return switch (shape.type()) {
      case STRUCTURE -> structure(path, shape, (Class<?>) javaType);
      case UNION -> union(path, shape, javaType);
      case LIST -> list(path, subject, shape, javaType);
      case MAP -> map(path, subject, shape, javaType);
      case ENUM -> enumeration(path, subject, shape, javaType);
      case STRING -> {
        expect(path, javaType, String.class);
        yield ScalarReaders.string(constraints(path, subject, shape));
      }
      case BLOB -> {
        expect(path, javaType, Bytes.class);
        yield ScalarReaders.blob();
      }
      case BOOLEAN -> {
        expect(path, javaType, Boolean.class);
        yield ScalarReaders.bool();
      }
      case INTEGER -> {
        expect(path, javaType, Integer.class);
        yield ScalarReaders.integer(constraints(path, subject, shape));
      }
      case LONG -> {
        expect(path, javaType, Long.class);
        yield ScalarReaders.longInteger(constraints(path, subject, shape));
      }
      case DOUBLE -> {
        expect(path, javaType, Double.class);
        yield ScalarReaders.floating();
      }
      case TIMESTAMP -> {
        expect(path, javaType, Instant.class);
        yield ScalarReaders.timestamp();
      }
    };
  }

  private ValueReader union(String path, Shape shape, Type javaType) {
    if (!shape.name().equals(ATTRIBUTE_VALUE)) {
      throw new IllegalArgumentException(path + ": no reader of the union " + shape.name());
    }
    expect(path, javaType, SentValue.class);
    return javaType == null ? AttributeReaders.UNBOUND_VALUE : AttributeReaders.SINGLE;
  }

  private ValueReader list(String path, Subject subject, Shape shape, Type javaType) {
    Type elementType = argument(path, javaType, List.class, 0);
    return new ListReader(
        shape.name(),
        constraints(path, subject, shape),
        value(path, Subject.ELEMENT, shape.element(), elementType));
  }

  private ValueReader map(String path, Subject subject, Shape shape, Type javaType) {
    if (javaType == AttributeMap.class) {
      return AttributeReaders.MAP;
    }
    Type valueType = argument(path, javaType, Map.class, 1);
    Constraints ofKeys =
        departures.ofMember(
            operation, path, Subject.KEY, departures.ofShape(model.shape(shape.key())));
    return new MapReader(
        shape.name(),
        constraints(path, subject, shape),
        ofKeys,
        value(path, Subject.ELEMENT, shape.element(), valueType),
        shape.element());
  }

  private ValueReader enumeration(String path, Subject subject, Shape shape, Type javaType) {
    Constraints constraints = constraints(path, subject, shape);
    if (javaType == null) {
      return ScalarReaders.string(constraints);
    }
    Map<String, Enum<?>> constants = new HashMap<>();
    for (Object constant : ((Class<?>) javaType).getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), (Enum<?>) constant);
    }
    return ScalarReaders.enumeration(
        constraints, constants, path.substring(path.lastIndexOf('.') + 1));
  }

  private Constraints constraints(String path, Subject subject, Shape shape) {
    return departures.ofMember(operation, path, subject, departures.ofShape(shape));
  }

  private int place(String path, String member, int inModel) {
    return path.isEmpty() ? departures.order(operation, member, inModel) : inModel;
  }

  private static String path(String outer, String member) {
    return outer.isEmpty() ? member : outer + "." + member;
  }

  private static void expect(String path, Type actual, Class<?> expected) {
    if (actual != null && actual != expected) {
      throw new IllegalArgumentException(path + " is a " + actual + ", not a " + expected);
    }
  }

  private static Type argument(String path, Type javaType, Class<?> collection, int index) {
    if (javaType == null) {
      return null;
    }
    if (javaType instanceof ParameterizedType type && type.getRawType() == collection) {
      return type.getActualTypeArguments()[index];
    }
    throw new IllegalArgumentException(path + " is a " + javaType + ", not a " + collection);
  }
}
