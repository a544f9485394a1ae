package dev.ddblocal.domain.port;

/** A storage that cannot be opened, with a text for the operator that names what is in the way. */
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one clear line for the operator. */
  public StorageUnavailableException(String message) {
    super(message);
  }

  /** Creates the exception with one clear line for the operator and what caused it. */
  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
