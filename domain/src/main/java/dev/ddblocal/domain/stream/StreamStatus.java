package dev.ddblocal.domain.stream;

/** The states of a stream. */
public enum StreamStatus {
  /** Being enabled. */
  ENABLING,
  /** Records changes. */
  ENABLED,
  /** Being disabled: records nothing any more. */
  DISABLING,
  /** Records nothing any more; what it has recorded can still be read. */
  DISABLED
}
