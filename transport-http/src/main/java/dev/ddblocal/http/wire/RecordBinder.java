package dev.ddblocal.http.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Makes records of one class by their canonical constructor. */
final class RecordBinder {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

  private final int size;
  private final MethodHandle constructor;

  RecordBinder(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    size = components.length;
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor =
          LOOKUP
              .findConstructor(record, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, size)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
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
      return constructor.invokeExact(components);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
