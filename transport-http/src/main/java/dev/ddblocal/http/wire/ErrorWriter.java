package dev.ddblocal.http.wire;

import dev.ddblocal.domain.error.DynamoDbException;

/** Writes errors as DynamoDB words them. Safe for use by many threads. */
public final class ErrorWriter {
  ErrorWriter() {}

  /** The body that tells a caller of the error. */
  public byte[] write(DynamoDbException error) {
    throw new UnsupportedOperationException();
  }

  /** The HTTP status that goes with the error. */
  public int httpStatus(DynamoDbException error) {
    throw new UnsupportedOperationException();
  }
}
