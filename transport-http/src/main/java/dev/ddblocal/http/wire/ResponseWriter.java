package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes responses as compact JSON. Immutable and safe for use by many threads. */
public final class ResponseWriter {
  private final JsonFactory json;
  private final Map<Class<?>, ValueWriter> writers;

  ResponseWriter(JsonFactory json, Map<Class<?>, ValueWriter> writers) {
    this.json = json;
    this.writers = Map.copyOf(writers);
  }

  /**
   * Writes a response.
   *
   * @param response the response record of a served operation; its null components are left out
   * @return the body
   */
  public byte[] write(Object response) {
    ValueWriter writer = writers.get(response.getClass());
    if (writer == null) {
      throw new IllegalArgumentException(response.getClass() + " is no operation's response");
    }
    return bytes(json, generator -> writer.write(response, generator));
  }

  /** What the content writes, in a buffer of the factory's. */
  static byte[] bytes(JsonFactory json, Content content) {
    BufferRecycler recycler = json._getBufferRecycler();
    try (ByteArrayBuilder buffer = new ByteArrayBuilder(recycler)) {
      try (JsonGenerator generator = json.createGenerator(buffer)) {
        content.write(generator);
      }
      return buffer.getClearAndRelease();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      recycler.releaseToPool();
    }
  }

  /** Something to write. */
  @FunctionalInterface
  interface Content {
    /** Writes it. */
    void write(JsonGenerator generator) throws IOException;
  }
}
