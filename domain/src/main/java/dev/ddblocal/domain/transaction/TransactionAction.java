package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;

/** One action of a transaction, on one item. */
sealed interface TransactionAction permits TransactionRead, TransactionWrite {
  /** The table, a name or an ARN, as the request names it. */
  String reference();

  /** The table. */
  TableName table();

  /**
   * Refuses what makes the whole request bad, not only the action: an empty value for what is a
   * key.
   *
   * @param definition the table
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException
   */
  void requireKeyContent(TableDefinition definition);

  /**
   * The item's key.
   *
   * @param definition the table
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException if the action does
   *     not fit the table's key
   */
  ItemKey key(TableDefinition definition);
}
