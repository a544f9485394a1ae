package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.value.Item;

/**
 * What became of a statement of a batch (model shape of that name).
 *
 * @param error why it was not done; null if it was
 * @param tableName its table, as the statement names it; null if it got no further than its words
 * @param item the item that it answers; null if there is none
 */
public record BatchStatementResponse(BatchStatementError error, String tableName, Item item) {
  /** A statement that was done. */
  static BatchStatementResponse done(Statement statement, Item item) {
    return new BatchStatementResponse(null, statement.table(), item);
  }

  /** A statement that was refused before anything was looked for. */
  static BatchStatementResponse refused(DynamoDbException error) {
    return new BatchStatementResponse(BatchStatementError.of(error), null, null);
  }

  /** A statement that the item as it is does not allow. */
  static BatchStatementResponse failed(Statement statement, DynamoDbException error) {
    return new BatchStatementResponse(BatchStatementError.of(error), statement.table(), null);
  }
}
