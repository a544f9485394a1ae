package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.Item;

/**
 * Why a statement of a batch was not done (model shape of that name).
 *
 * @param code what is wrong
 * @param message the text for the caller
 * @param item the item that did not meet the condition, if the caller wanted it; else null
 */
public record BatchStatementError(BatchStatementErrorCode code, String message, Item item) {
  /**
   * The error that stands for what the statement alone would have answered.
   *
   * @throws DynamoDbException that error, if it is about more than the statement
   */
  static BatchStatementError of(DynamoDbException error) {
    return new BatchStatementError(
        BatchStatementErrorCode.of(error), error.getMessage(), error.item().orElse(null));
  }
}
