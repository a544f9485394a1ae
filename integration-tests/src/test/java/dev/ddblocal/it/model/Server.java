package dev.ddblocal.it.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The server under test, as a caller who may do everything. */
@FunctionalInterface
public interface Server {
  /** Calls an operation with a request in JSON. */
  Answer call(String operation, String request) throws IOException;

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body the body
   */
  record Answer(int status, JsonNode body) {}
}
