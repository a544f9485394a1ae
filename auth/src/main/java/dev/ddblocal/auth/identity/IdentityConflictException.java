package dev.ddblocal.auth.identity;

/**
 * A change of the identity table that was not done, because a record was there that must not be, or
 * has changed meanwhile. It is a value and carries no stack trace.
 */
public final class IdentityConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int change;

  /**
   * Creates the exception.
   *
   * @param change the place of the first change in the list that its record stood against
   */
  public IdentityConflictException(int change) {
    super("change " + change + " does not fit the record that is there", null, false, false);
    this.change = change;
  }

  /** The place of the first change that could not be done. */
  public int change() {
    return change;
  }
}
