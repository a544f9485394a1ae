package dev.ddblocal.domain.backup;

/** Model shape {@code PointInTimeRecoveryStatus}, as far as it occurs. */
public enum PointInTimeRecoveryStatus {
  /** The table cannot be restored to an earlier time. */
  DISABLED
}
