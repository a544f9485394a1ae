package dev.ddblocal.http;

/** Says in one line why a front door cannot be opened with its settings. */
public final class FrontDoorStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FrontDoorStartException(String message) {
    super(message);
  }

  FrontDoorStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
