package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the values of one place in an operation's responses. Immutable. */
@FunctionalInterface
interface ValueWriter {
  /** Writes a value, which is not null and of the Java type that the place has. */
  void write(Object value, JsonGenerator json) throws IOException;
}
