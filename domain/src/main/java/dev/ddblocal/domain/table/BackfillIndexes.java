package dev.ddblocal.domain.table;

import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Enters the items that were there before an index into it, some at a time, between other writes.
 * How far each index is, is known to this task alone: after a restart a backfill begins anew.
 */
public final class BackfillIndexes implements MaintenanceTask {
  /**
   * For how many indexes it is known how far they are; an index beyond that, or one whose table was
   * deleted, is forgotten in the end and at worst begins anew.
   */
  private static final int MAX_REMEMBERED = 1000;

  private final Map<IndexId, ItemKey> entered = new LinkedHashMap<>();

  @Override
  public String name() {
    return "backfill-indexes";
  }

  @Override
  public CompletionStage<Boolean> step(Keyspace keyspace) {
    return keyspace
        .read(BackfillIndexes::firstUnfinished)
        .thenCompose(found ->
            found.isEmpty()
                ? CompletableFuture.completedStage(false)
                : step(keyspace, found.get()));
  }

  private static Optional<Unfinished> firstUnfinished(ReadTransaction transaction) {
    return TableSearch.first(
        transaction,
        table -> unfinished(table).map(index -> new Unfinished(table.name(), index.id())));
  }

  private static Optional<SecondaryIndex> unfinished(TableDefinition table) {
    return table.deletingSince().isPresent()
        ? Optional.empty()
        : table.indexes().stream()
            .filter(index -> !index.backfilled() && index.deletingSince().isEmpty())
            .findFirst();
  }

  private CompletionStage<Boolean> step(Keyspace keyspace, Unfinished unfinished) {
    Optional<ItemKey> after = after(unfinished.index());
    return keyspace
        .write(transaction -> step(transaction, unfinished, after))
        .thenApply(next -> {
          remember(unfinished.index(), next);
          return true;
        });
  }

  private static Optional<ItemKey> step(
      WriteTransaction transaction, Unfinished unfinished, Optional<ItemKey> after) {
    Optional<TableDefinition> table = transaction.table(unfinished.table());
    Optional<SecondaryIndex> index =
        table
            .flatMap(BackfillIndexes::unfinished)
            .filter(found -> found.id().equals(unfinished.index()));
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Optional<ItemKey> next = IndexBackfill.step(transaction, table.get(), index.get(), after);
    if (next.isEmpty()) {
      transaction.alterTable(table.get().withIndex(index.get().withAllEntries()));
    }
    return next;
  }

  private synchronized Optional<ItemKey> after(IndexId index) {
    return Optional.ofNullable(entered.get(index));
  }

  private synchronized void remember(IndexId index, Optional<ItemKey> last) {
    entered.remove(index);
    if (last.isPresent()) {
      entered.put(index, last.get());
      if (entered.size() > MAX_REMEMBERED) {
        entered.remove(entered.keySet().iterator().next());
      }
    }
  }

  /** An index that lacks entries. */
  private record Unfinished(TableName table, IndexId index) {}
}
