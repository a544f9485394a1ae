package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableStatus;
import java.util.Objects;
import java.util.Optional;

/** Finds tables by name, as the two kinds of operations see them. */
public final class TableLookup {
  private final TableLifecycle lifecycle;

  /** Creates the look-up over the given states. */
  public TableLookup(TableLifecycle lifecycle) {
    this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle is null");
  }

  /**
   * The table of that name whose items can be used.
   *
   * @throws DynamoDbException the data operations' ResourceNotFoundException, if there is none or
   *     it is not ACTIVE
   */
  public TableDefinition usable(ReadTransaction transaction, TableName name) {
    return transaction
        .table(name)
        .filter(table -> lifecycle.status(table).equals(Optional.of(TableStatus.ACTIVE)))
        .orElseThrow(() -> DynamoDbException.resourceNotFound("Requested resource not found"));
  }

  /**
   * The table of that name in any state.
   *
   * @throws DynamoDbException the control plane's ResourceNotFoundException, if there is none
   */
  TableDefinition existing(ReadTransaction transaction, TableName name) {
    return transaction
        .table(name)
        .filter(table -> lifecycle.status(table).isPresent())
        .orElseThrow(() ->
            DynamoDbException.resourceNotFound(
                "Requested resource not found: Table: " + name + " not found"));
  }

  /**
   * The secondary index of that name whose entries can be read.
   *
   * @throws DynamoDbException a ValidationException, if there is none or it is not complete yet
   */
  public SecondaryIndex usableIndex(TableDefinition table, String name) {
    SecondaryIndex index =
        table
            .index(name)
            .filter(found -> found.deletingSince().isEmpty())
            .orElseThrow(() ->
                DynamoDbException.validation(
                    "The table does not have the specified index: " + name));
    if (!index.backfilled()) {
      throw DynamoDbException.validation(
          "Cannot read from backfilling global secondary index: " + name);
    }
    return index;
  }
}
