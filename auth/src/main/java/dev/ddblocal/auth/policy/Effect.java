package dev.ddblocal.auth.policy;

/** What a statement does with the requests that it matches. */
public enum Effect {
  /** It allows them. */
  ALLOW,
  /** It denies them, whatever else allows them. */
  DENY
}
