package dev.ddblocal.domain.testing;

import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.SentValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Request and response records in DynamoDB's JSON, as {@link JsonText} reads it. */
final class RecordJson {
  private RecordJson() {}

  /** A record of the members; those that are not there are null. */
  static <R> R read(Class<R> record, Map<?, ?> json) {
    Map<String, Object> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    json.forEach((name, value) -> members.put((String) name, value));
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object member = members.remove(components[i].getName());
      values[i] = member == null ? null : value(components[i].getGenericType(), member);
    }
    if (!members.isEmpty()) {
      throw new IllegalArgumentException(record + " has no " + members.keySet());
    }
    try {
      Constructor<R> constructor = record.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Type type, Object json) {
    if (json == null) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return collection(generic.getActualTypeArguments(), json);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == AttributeMap.class) {
      return AttributeJson.readMap((Map<?, ?>) json);
    }
    if (plain == SentValue.class) {
      return AttributeJson.readValue((Map<?, ?>) json);
    }
    if (plain.isRecord()) {
      return read(plain, (Map<?, ?>) json);
    }
    if (plain.isEnum()) {
      return constant(plain, (String) json);
    }
    return json instanceof BigDecimal number ? number(plain, number) : json;
  }

  private static Object collection(Type[] arguments, Object json) {
    if (json instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(value(arguments[0], element)));
      return elements;
    }
    Map<Object, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) json).forEach((name, value) -> members.put(name, value(arguments[1], value)));
    return members;
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(type + " has no " + name);
  }

  private static Number number(Class<?> type, BigDecimal number) {
    if (type == Integer.class) {
      return number.intValueExact();
    }
    return type == Long.class ? (Number) number.longValueExact() : (Number) number.doubleValue();
  }

  /** The JSON of an answer, without its null members; numbers are {@link Double}s. */
  static Object write(Object value) {
    return switch (value) {
      case null -> null;
      case Item item -> AttributeJson.write(item.attributes());
      case AttributeMap attributes -> AttributeJson.write(attributes.attributes());
      case Record record -> members(record);
      case List<?> list -> list.stream().map(RecordJson::write).toList();
      case Map<?, ?> map -> {
        Map<String, Object> json = new LinkedHashMap<>();
        map.forEach((name, member) -> json.put((String) name, write(member)));
        yield json;
      }
      case Number number -> number.doubleValue();
      case Instant time -> time.toEpochMilli() / 1000.0;
      case Enum<?> constant -> constant.name();
      default -> value;
    };
  }

  private static Map<String, Object> members(Record record) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        Object member = component.getAccessor().invoke(record);
        if (member != null) {
          String name = component.getName();
          members.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), write(member));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return members;
  }
}
