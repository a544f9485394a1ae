package dev.ddblocal.domain.item;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;

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
  UPDATED_NEW;

  /**
   * Whether a PutItem or DeleteItem asks for the item it replaces or deletes.
   *
   * @param wanted what the caller asked for; null counts as NONE
   * @throws DynamoDbException a ValidationException for a value that only updates have
   */
  static boolean isReplacedItemWanted(ReturnValue wanted) {
    return switch (wanted) {
      case null -> false;
      case NONE -> false;
      case ALL_OLD -> true;
      case UPDATED_OLD, ALL_NEW, UPDATED_NEW ->
          throw RequestWording.ENVELOPED.refusal("ReturnValues can only be ALL_OLD or NONE");
    };
  }
}
