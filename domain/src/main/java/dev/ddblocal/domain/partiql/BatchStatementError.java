package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.CancellationReason;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.Item;

/**
 * Why a statement of a batch was not done (model shape of that name).
 *
 * @param code what is wrong, one of the model's {@code BatchStatementErrorCodeEnum}
 * @param message the text for the caller
 * @param item the item that did not meet the condition, if the caller wanted it; else null
 */
public record BatchStatementError(String code, String message, Item item) {
  /** The error that stands for what the statement alone would have answered. */
  static BatchStatementError of(DynamoDbException error) {
    CancellationReason reason = CancellationReason.of(error);
    return new BatchStatementError(reason.code(), reason.message(), reason.item());
  }
}
