package dev.ddblocal.domain.schema;

/** What a stream record shows of an item (model shape {@code StreamViewType}). */
public enum StreamViewType {
  /** The item as it is. */
  NEW_IMAGE,
  /** The item as it was. */
  OLD_IMAGE,
  /** Both. */
  NEW_AND_OLD_IMAGES,
  /** The key alone. */
  KEYS_ONLY
}
