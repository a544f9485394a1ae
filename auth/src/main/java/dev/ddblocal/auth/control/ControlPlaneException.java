package dev.ddblocal.auth.control;

import java.util.concurrent.CompletionException;

/**
 * Something that the control plane could not be asked, so that nobody knows the answer. It is a
 * value and carries no stack trace.
 */
public final class ControlPlaneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why the answer is not known. */
  public enum Reason {
    /** No answer came in time, or one that tells of a failure on the other side. */
    UNAVAILABLE,
    /** The control plane does not take our credentials. */
    REFUSED,
    /** The answer is not one that the internal API gives. */
    NOT_UNDERSTOOD,
    /** Too many questions were asked already. */
    BUDGET
  }

  ControlPlaneException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why the answer is not known. */
  public Reason reason() {
    return reason;
  }

  static ControlPlaneException notUnderstood(String what) {
    return new ControlPlaneException(Reason.NOT_UNDERSTOOD, what);
  }

  /** What a stage failed with. */
  static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Whether what is known already may be used a little longer. */
  static boolean leavesKnownStanding(Throwable failure) {
    return causeOf(failure) instanceof ControlPlaneException e
        && (e.reason == Reason.UNAVAILABLE || e.reason == Reason.NOT_UNDERSTOOD);
  }
}
