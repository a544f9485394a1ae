package dev.ddblocal.domain.transaction;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.table.TableLookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The item that an action of a transaction is about.
 *
 * @param table its table
 * @param key its key; empty if what the action says does not fit the table's key
 * @param misfit why it does not fit; empty if it does
 */
record TransactionTarget(
    TableDefinition table, Optional<ItemKey> key, Optional<DynamoDbException> misfit) {
  /**
   * Finds the items of all actions. A key that does not fit is no mistake yet: it cancels the
   * transaction when its turn comes.
   *
   * @throws DynamoDbException a ResourceNotFoundException for a table that cannot be used; a
   *     ValidationException for an empty key, and for an item that two actions are about
   */
  static List<TransactionTarget> of(
      ReadTransaction transaction, TableLookup lookup, List<? extends TransactionAction> actions) {
    Map<TableName, TableDefinition> tables = new HashMap<>();
    for (TransactionAction action : actions) {
      tables.computeIfAbsent(action.table(), name -> lookup.usable(transaction, name));
    }
    for (TransactionAction action : actions) {
      action.requireKeyContent(tables.get(action.table()));
    }
    List<TransactionTarget> targets = new ArrayList<>(actions.size());
    Set<Place> places = new HashSet<>();
    for (TransactionAction action : actions) {
      TransactionTarget target = of(action, tables.get(action.table()));
      boolean seen =
          target.key().isPresent()
              && !places.add(new Place(target.table().id(), target.key().get()));
      if (seen) {
        throw DynamoDbException.validation(
            "Transaction request cannot include multiple operations on one item");
      }
      targets.add(target);
    }
    return targets;
  }

  private static TransactionTarget of(TransactionAction action, TableDefinition table) {
    try {
      return new TransactionTarget(table, Optional.of(action.key(table)), Optional.empty());
    } catch (DynamoDbException misfit) {
      return new TransactionTarget(table, Optional.empty(), Optional.of(misfit));
    }
  }

  /**
   * The key.
   *
   * @throws DynamoDbException a ValidationException if what the action says does not fit
   */
  ItemKey fittingKey() {
    return key.orElseThrow(misfit::orElseThrow);
  }

  private record Place(TableId table, ItemKey key) {}
}
