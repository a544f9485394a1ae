package dev.ddblocal.auth.policy;

/** What a policy document is attached to; its grammar depends on it. */
public enum PolicyType {
  /** Attached to a user, a group or a role, or used as a permissions boundary: no principals. */
  IDENTITY,
  /** Attached to a table or a stream: names principals and resources. */
  RESOURCE,
  /** A role's trust policy: names principals, and no resources. */
  TRUST,
  /** Passed when a session is made: no principals. */
  SESSION;

  /** Whether statements have to name principals; otherwise they must not. */
  public boolean namesPrincipals() {
    return this == RESOURCE || this == TRUST;
  }

  /** Whether statements have to name resources; otherwise they must not. */
  public boolean namesResources() {
    return this != TRUST;
  }
}
