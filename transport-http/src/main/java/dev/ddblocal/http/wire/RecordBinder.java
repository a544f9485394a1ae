package dev.ddblocal.http.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Makes records of one class by their canonical constructor. By reflection, which makes its method
 * handle at the first call: making those of all records would hold the start back.
 */
final class RecordBinder {
  private final int size;
  private final Constructor<?> constructor;

  RecordBinder(Class<?> record) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    size = types.length;
    try {
      constructor = record.getConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(record + " has no public canonical constructor", e);
    }
  }

  /** How many components the record has. */
  int size() {
    return size;
  }

  /** A record of the given components, any of them null. */
  Object bind(Object[] components) {
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(constructor + " refuses what a caller may send", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
