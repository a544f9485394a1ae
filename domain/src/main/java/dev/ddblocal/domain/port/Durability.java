package dev.ddblocal.domain.port;

/** What an acknowledged write survives. */
public enum Durability {
  /** A loss of power. */
  FULL,
  /** A killed process. */
  NORMAL,
  /** Nothing is promised. */
  OFF
}
