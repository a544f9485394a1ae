package dev.ddblocal.auth.policy;

/**
 * A policy document that breaks the grammar. The message is the text that IAM answers with {@code
 * MalformedPolicyDocument}.
 */
public final class MalformedPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A document with the defect that the message tells. */
  public MalformedPolicyException(String message) {
    super(message);
  }
}
