package dev.ddblocal.auth.credentials;

/**
 * Credentials of the IAM account that cannot be used. The message never quotes a secret, nor any
 * value that was given.
 */
public final class IamAccountException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one line for the operator. */
  public IamAccountException(String message) {
    super(message);
  }
}
