package dev.ddblocal.domain.schema;

/** The state of a table (those of model shape {@code TableStatus} that occur here). */
public enum TableStatus {
  /** Being made; not yet usable. */
  CREATING,
  /** Usable, while what UpdateTable asked for takes effect. */
  UPDATING,
  /** Usable. */
  ACTIVE,
  /** Being deleted; no longer usable. */
  DELETING
}
