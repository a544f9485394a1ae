package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableStatus;
import dev.ddblocal.domain.stream.ChangeOrigin;
import java.util.Objects;
import java.util.Optional;

/** Finds tables by name, as the two kinds of operations see them. */
public final class TableLookup {
  private final TableLifecycle lifecycle;

  /** Creates the look-up over the given states. */
  public TableLookup(TableLifecycle lifecycle) {
    this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle is null");
  }

  /** The origin of changes that a caller makes now. */
  public ChangeOrigin changeOrigin() {
    return ChangeOrigin.caller(lifecycle.now());
  }

  /**
   * The table of that name whose items can be used.
   *
   * @throws DynamoDbException the data operations' ResourceNotFoundException, if there is none or
   *     it is neither ACTIVE nor UPDATING
   */
  public TableDefinition usable(ReadTransaction transaction, TableName name) {
    return find(transaction, name)
        .orElseThrow(() -> DynamoDbException.resourceNotFound("Requested resource not found"));
  }

  /** The table of that name, if there is one that is ACTIVE or UPDATING. */
  public Optional<TableDefinition> find(ReadTransaction transaction, TableName name) {
    return transaction.table(name).filter(this::isUsable).map(lifecycle::withoutGoneParts);
  }

  /**
   * The table of that name, for a change to it.
   *
   * @throws DynamoDbException the control plane's ResourceNotFoundException, if there is none; a
   *     ResourceInUseException, if it is not ACTIVE
   */
  public TableDefinition changeable(ReadTransaction transaction, TableName name) {
    TableDefinition table = existing(transaction, name);
    TableInUse.refuseUnlessActive(table, lifecycle.status(table).orElseThrow());
    return table;
  }

  /**
   * The table of that name in any state.
   *
   * @throws DynamoDbException the control plane's ResourceNotFoundException, if there is none
   */
  public TableDefinition existing(ReadTransaction transaction, TableName name) {
    return transaction
        .table(name)
        .filter(table -> lifecycle.status(table).isPresent())
        .map(lifecycle::withoutGoneParts)
        .orElseThrow(() ->
            DynamoDbException.resourceNotFound(
                "Requested resource not found: Table: " + name + " not found"));
  }

  /**
   * The index of that name whose entries can be read; empty if there is none.
   *
   * @param table a table that this look-up found
   * @throws DynamoDbException a ValidationException, if it is still being made
   */
  public Optional<SecondaryIndex> usableIndex(TableDefinition table, String name) {
    Optional<SecondaryIndex> index = table.index(name);
    if (index.isEmpty()) {
      return index;
    }
    return switch (lifecycle.status(table, index.get()).orElseThrow()) {
      case ACTIVE, UPDATING -> index;
      case DELETING -> Optional.empty();
      case CREATING ->
          throw DynamoDbException.validation(
              "Cannot read from backfilling global secondary index: " + name);
    };
  }

  private boolean isUsable(TableDefinition table) {
    Optional<TableStatus> status = lifecycle.status(table);
    return status.isPresent()
        && switch (status.get()) {
          case ACTIVE, UPDATING -> true;
          case CREATING, DELETING -> false;
        };
  }
}
