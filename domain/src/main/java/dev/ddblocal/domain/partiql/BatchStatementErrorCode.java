package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;

/**
 * What can be wrong with a statement of a batch (model shape {@code BatchStatementErrorCodeEnum},
 * whose values the constants are).
 */
public enum BatchStatementErrorCode {
  /** A statement that no policy allows, or that one denies. */
  AccessDenied,
  /** A condition that the item does not meet. */
  ConditionalCheckFailed,
  /** An item that is inserted and there already. */
  DuplicateItem,
  /** A table that does not exist. */
  ResourceNotFound,
  /** A statement that breaks a rule. */
  ValidationError;

  /**
   * The code of the error that the statement alone would have answered.
   *
   * @throws DynamoDbException that error, if it is about more than the statement
   */
  static BatchStatementErrorCode of(DynamoDbException error) {
    return switch (error.code()) {
      case ACCESS_DENIED -> AccessDenied;
      case CONDITIONAL_CHECK_FAILED -> ConditionalCheckFailed;
      case DUPLICATE_ITEM -> DuplicateItem;
      case RESOURCE_NOT_FOUND -> ResourceNotFound;
      case VALIDATION -> ValidationError;
      default -> throw error;
    };
  }
}
