package dev.ddblocal.domain.schema;

/** The state of a secondary index (model shape {@code IndexStatus}). */
public enum IndexStatus {
  /** Being made; cannot be read yet. */
  CREATING,
  /** Usable, while what was asked for it takes effect. */
  UPDATING,
  /** Being deleted; cannot be read any more. */
  DELETING,
  /** Usable. */
  ACTIVE
}
