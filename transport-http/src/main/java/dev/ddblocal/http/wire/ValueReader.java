package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads the values of one place in an operation's requests. Immutable. */
@FunctionalInterface
interface ValueReader {
  /**
   * Reads the value whose first token the parser stands on, which is not null, up to its last one.
   *
   * @return the value, or null where nothing wants it or it breaks a constraint
   * @throws dev.ddblocal.domain.error.DynamoDbException a SerializationException if the value's
   *     type is not that of this place
   */
  Object read(JsonParser parser, Reading reading) throws IOException;
}
