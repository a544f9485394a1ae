package dev.ddblocal.app;

/** A start that the machine's state prevents, told in one line for the operator. */
public final class ServerStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the line to print and what caused it. */
  public ServerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
