package dev.ddblocal.auth.policy;

import java.util.Optional;

/** The versions of the policy language. */
public enum PolicyVersion {
  /** The version of a document that does not say: text like {@code ${aws:username}} is literal. */
  V2008_10_17("2008-10-17"),
  /** The current version, with policy variables. */
  V2012_10_17("2012-10-17");

  private final String text;

  PolicyVersion(String text) {
    this.text = text;
  }

  /** The version as documents write it. */
  public String text() {
    return text;
  }

  /** Whether policy variables are replaced by their values. */
  public boolean hasVariables() {
    return this == V2012_10_17;
  }

  /** The version of that text. */
  static Optional<PolicyVersion> of(String text) {
    for (PolicyVersion version : values()) {
      if (version.text.equals(text)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
