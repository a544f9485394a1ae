package dev.ddblocal.domain.table;

import dev.ddblocal.domain.index.EntryStore;
import dev.ddblocal.domain.index.IndexBackfill;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.MaintenanceTask;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Enters the items that were there before an index, or before items could expire, some at a time,
 * between other writes. How far each index is, is known to this task alone: after a restart a
 * backfill begins anew.
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
        table -> unfinished(table).map(entries -> new Unfinished(table.name(), entries.store())));
  }

  private static Optional<EntryStore> unfinished(TableDefinition table) {
    return table.deletingSince().isPresent()
        ? Optional.empty()
        : EntryStore.unfilled(table).stream().findFirst();
  }

  private CompletionStage<Boolean> step(Keyspace keyspace, Unfinished unfinished) {
    Optional<ItemKey> after = after(unfinished.store());
    return keyspace
        .write(transaction -> step(transaction, unfinished, after))
        .thenApply(next -> {
          remember(unfinished.store(), next);
          return true;
        });
  }

  private static Optional<ItemKey> step(
      WriteTransaction transaction, Unfinished unfinished, Optional<ItemKey> after) {
    Optional<TableDefinition> table = transaction.table(unfinished.table());
    Optional<EntryStore> entries =
        table
            .flatMap(BackfillIndexes::unfinished)
            .filter(found -> found.store().equals(unfinished.store()));
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Optional<ItemKey> next = IndexBackfill.step(transaction, table.get(), entries.get(), after);
    if (next.isEmpty()) {
      transaction.alterTable(entries.get().filled(table.get()));
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

  /** A store that lacks entries. */
  private record Unfinished(TableName table, IndexId store) {}
}
