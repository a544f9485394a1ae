package dev.ddblocal.auth.credentials;

/** An {@code access_keys.csv} that cannot be used. The message never quotes the file's content. */
public final class AccessKeysFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one line for the operator. */
  public AccessKeysFileException(String message) {
    super(message);
  }
}
