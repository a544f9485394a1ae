package dev.ddblocal.http.wire;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationCall;

/** Reads the requests of one operation. Safe for use by many threads. */
public final class OperationCodec {
  private final Operation operation;

  OperationCodec(Operation operation) {
    this.operation = operation;
  }

  /** The operation whose requests this reads. */
  public Operation operation() {
    return operation;
  }

  /**
   * Reads a request whose syntax {@link JsonSyntax#require} accepted.
   *
   * @param body the request's body, decompressed
   * @param host the host that the caller addressed, as {@code name:port}
   * @return the request, bound leniently, with the broken constraints of the service model
   * @throws dev.ddblocal.domain.error.DynamoDbException a SerializationException if the body is
   *     empty or a value's type is not its member's
   */
  public OperationCall<?> read(byte[] body, String host) {
    throw new UnsupportedOperationException();
  }
}
