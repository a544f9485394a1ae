package dev.ddblocal.auth.credentials;

/** What the ids of the long-term access keys that we issue begin with. */
public enum KeyPrefix {
  /** {@code ELAK}, which no real AWS account has: such a key can never be valid in AWS. */
  EL("ELAK"),
  /** {@code AKIA} as in AWS, for clients that look at it. */
  AWS("AKIA");

  private final String longTerm;

  KeyPrefix(String longTerm) {
    this.longTerm = longTerm;
  }

  /** The four characters that a long-term key's id begins with. */
  public String longTerm() {
    return longTerm;
  }
}
