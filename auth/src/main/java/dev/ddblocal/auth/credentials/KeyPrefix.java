package dev.ddblocal.auth.credentials;

/** What the ids of the access keys that we issue begin with. */
public enum KeyPrefix {
  /** {@code ELAK} and {@code ELAS}, which AWS never issues: no such key can be valid there. */
  EL("ELAK", "ELAS"),
  /** {@code AKIA} and {@code ASIA} as in AWS, for clients that look at them. */
  AWS("AKIA", "ASIA");

  private final String longTerm;
  private final String session;

  KeyPrefix(String longTerm, String session) {
    this.longTerm = longTerm;
    this.session = session;
  }

  /** The four characters that a long-term key's id begins with. */
  public String longTerm() {
    return longTerm;
  }

  /** The four characters that the id of temporary credentials begins with. */
  public String session() {
    return session;
  }

  /** Whether an id begins as those of temporary credentials do, ours or AWS's. */
  public static boolean isOfSession(AccessKeyId id) {
    return id.value().startsWith(EL.session) || id.value().startsWith(AWS.session);
  }
}
