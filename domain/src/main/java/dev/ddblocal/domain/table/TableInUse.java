package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableStatus;

/** The refusals of changes to tables and indexes that are being changed already. */
final class TableInUse {
  private static final String IN_USE = "Attempt to change a resource which is still in use: ";

  private TableInUse() {}

  /**
   * Refuses a change to a table in any other state than ACTIVE.
   *
   * @throws DynamoDbException a ResourceInUseException
   */
  static void refuseUnlessActive(TableDefinition table, TableStatus status) {
    switch (status) {
      case CREATING -> throw table(table, "created");
      case UPDATING -> throw beingUpdated(table);
      case DELETING -> throw table(table, "deleted");
      case ACTIVE -> {}
    }
  }

  /** The refusal of a change to a table that is being updated. */
  static DynamoDbException beingUpdated(TableDefinition table) {
    return table(table, "updated");
  }

  /**
   * Refuses a change to an index in any other state than ACTIVE.
   *
   * @throws DynamoDbException a ResourceInUseException
   */
  static void refuseUnlessActive(TableDefinition table, String index, IndexStatus status) {
    switch (status) {
      case CREATING -> throw index(table, index, "created");
      case UPDATING -> throw index(table, index, "updated");
      case DELETING -> throw index(table, index, "deleted");
      case ACTIVE -> {}
    }
  }

  private static DynamoDbException table(TableDefinition table, String what) {
    return inUse("Table is being " + what + ": " + table.name());
  }

  private static DynamoDbException index(TableDefinition table, String index, String what) {
    return inUse("Index is being " + what + ".  Table: " + table.name() + " Index: " + index);
  }

  private static DynamoDbException inUse(String what) {
    return new DynamoDbException(ErrorCode.RESOURCE_IN_USE, IN_USE + what);
  }
}
