package dev.ddblocal.auth.identity;

/** A record of an access key that nobody can be let in by. The message holds no secret. */
public final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message says what is wrong with the record. */
  public UnusableKeyException(String message) {
    super(message, null, false, false);
  }
}
