package dev.ddblocal.auth.vault;

/** A vault or an encrypted file that cannot be used. The message holds nothing secret. */
public final class VaultException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one line for the operator. */
  public VaultException(String message) {
    super(message);
  }

  /** Creates the exception with one line for the operator. */
  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
