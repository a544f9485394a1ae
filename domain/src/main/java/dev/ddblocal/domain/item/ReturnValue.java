package dev.ddblocal.domain.item;

/** Which attributes a write answers (model shape {@code ReturnValue}). */
public enum ReturnValue {
  /** None. */
  NONE,
  /** The whole item as it was. */
  ALL_OLD,
  /** The updated attributes as they were. */
  UPDATED_OLD,
  /** The whole item as it is. */
  ALL_NEW,
  /** The updated attributes as they are. */
  UPDATED_NEW
}
