package dev.ddblocal.domain.port;

import java.util.Objects;

/** An answer of the query protocol that is an error. It is a value and carries no stack trace. */
public final class QueryFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_SERVER_STATUS = 500;

  private final String code;
  private final int status;

  /**
   * Creates the error.
   *
   * @param status the HTTP status; from 500 on the fault is the receiver's
   * @param code the error code, such as {@code NoSuchEntity}
   * @param message the exact text for the caller
   */
  public QueryFault(int status, String code, String message) {
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code, "code is null");
    this.status = status;
  }

  /** The failure of ours that tells a caller to try again. */
  public static QueryFault internalFailure() {
    return new QueryFault(
        500,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /** The error code. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the fault is the caller's. */
  public boolean isSenders() {
    return status < FIRST_SERVER_STATUS;
  }
}
