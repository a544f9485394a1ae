package dev.ddblocal.http.wire;

/** The check that a body is JSON at all, before anyone looks at who sent it. */
public final class JsonSyntax {
  private JsonSyntax() {}

  /**
   * Requires one JSON object in well-formed UTF-8 and nothing else, within the bounds of what a
   * caller who is not yet known may cost.
   *
   * @param body a request's body, decompressed
   * @throws dev.ddblocal.domain.error.DynamoDbException a SerializationException without message if
   *     the body is anything else
   */
  public static void require(byte[] body) {
    throw new UnsupportedOperationException();
  }
}
