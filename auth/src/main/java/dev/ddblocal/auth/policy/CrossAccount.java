package dev.ddblocal.auth.policy;

/** Whether callers can reach what belongs to another account. */
public enum CrossAccount {
  /** Never. */
  OFF,
  /** If a policy of the resource and the caller's own policies both allow it. */
  RESOURCE_POLICY
}
