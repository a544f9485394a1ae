package dev.ddblocal.auth.credentials;

/** Whether an access key may be used, in IAM's terms. */
public enum KeyStatus {
  /** The key may be used. */
  ACTIVE,
  /** The key exists and its owner has switched it off. */
  INACTIVE
}
