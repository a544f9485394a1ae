package dev.ddblocal.auth.admin;

/** An account that was not made. The message is one line for the operator, without secrets. */
public final class AccountCreationException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public AccountCreationException(String message) {
    super(message);
  }
}
