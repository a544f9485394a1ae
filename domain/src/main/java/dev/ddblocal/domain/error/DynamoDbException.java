package dev.ddblocal.domain.error;

import java.util.Objects;

/**
 * An answer that is an error of the DynamoDB API. It is a value of the domain, not a programming
 * error, and carries no stack trace.
 */
public final class DynamoDbException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Creates the error.
   *
   * @param code the error shape
   * @param message the exact text for the caller, or null where DynamoDB sends none
   */
  public DynamoDbException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code is null");
  }

  /** A ValidationException with the given finished text. */
  public static DynamoDbException validation(String message) {
    return new DynamoDbException(ErrorCode.VALIDATION, message);
  }

  /** A ResourceNotFoundException with the given finished text. */
  public static DynamoDbException resourceNotFound(String message) {
    return new DynamoDbException(ErrorCode.RESOURCE_NOT_FOUND, message);
  }

  /** The InternalServerError that tells a caller to try again. */
  public static DynamoDbException internalServerError() {
    return new DynamoDbException(ErrorCode.INTERNAL_SERVER_ERROR, "Internal server error");
  }

  /** The error shape. */
  public ErrorCode code() {
    return code;
  }
}
