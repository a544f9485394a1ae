package dev.ddblocal.app.configuration;

/** A configuration that the server does not start with, told in one line for the operator. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the line to print. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** Creates the exception with the line to print and what caused it. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
