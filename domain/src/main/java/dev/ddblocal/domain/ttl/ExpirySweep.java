package dev.ddblocal.domain.ttl;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.index.ExpiryEntry;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.Keyspace;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.schema.TimeToLiveStatus;
import dev.ddblocal.domain.stream.ChangeOrigin;
import dev.ddblocal.domain.table.TableLifecycle;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.table.TableSearch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Deletes expired items, some at a time, between other writes: those whose time has passed, but not
 * by more than five years (developer guide: Time to Live). Until it comes to them they can be read
 * and written as any item. What it deletes costs no capacity.
 */
public final class ExpirySweep {
  /** The most items of a step: it holds up other writes for some milliseconds. */
  static final int STEP_ITEMS = 100;

  /** With this many bytes of items a step is full. */
  static final int STEP_BYTES = 256 * 1024;

  private static final int MAX_YEARS = 5;

  private final TableLifecycle lifecycle;
  private final TableLookup lookup;

  /** Creates the sweep. */
  public ExpirySweep(TableLifecycle lifecycle) {
    this.lifecycle = lifecycle;
    this.lookup = new TableLookup(lifecycle);
  }

  /**
   * What a step has done.
   *
   * @param deletedItems how many items it has deleted
   * @param more whether there is more to do at once
   * @param expecting whether there is a table whose items expire, so that there may be something to
   *     do later
   */
  public record Step(int deletedItems, boolean more, boolean expecting) {
    private static final Step NOTHING_EVER = new Step(0, false, false);
    private static final Step NOTHING_NOW = new Step(0, false, true);
  }

  /** Does one small step in a keyspace. */
  public CompletionStage<Step> step(Keyspace keyspace) {
    return keyspace
        .read(this::look)
        .thenCompose(found ->
            found.due().isPresent()
                ? keyspace.write(transaction -> delete(transaction, found.due().get()))
                : CompletableFuture.completedStage(
                    found.expecting() ? Step.NOTHING_NOW : Step.NOTHING_EVER));
  }

  private Found look(ReadTransaction transaction) {
    Optional<Due> due = TableSearch.first(transaction, table -> due(transaction, table));
    boolean expecting =
        due.isPresent() || TableSearch.first(transaction, TableDefinition::timeToLive).isPresent();
    return new Found(due, expecting);
  }

  private Optional<Due> due(ReadTransaction transaction, TableDefinition table) {
    return sweepable(transaction, table.name())
        .flatMap(TableDefinition::timeToLive)
        .map(TimeToLive::entries)
        .filter(entries -> !entries(transaction, entries, dueNow(), 1).isEmpty())
        .map(entries -> new Due(table.name(), entries));
  }

  /** The table of that name, if its items expire now. */
  private Optional<TableDefinition> sweepable(ReadTransaction transaction, TableName name) {
    return lookup
        .find(transaction, name)
        .filter(table -> lifecycle.timeToLiveStatus(table) == TimeToLiveStatus.ENABLED);
  }

  /** The entries of items whose time is over: it is less than the current one. */
  private KeyRange dueNow() {
    Instant now = lifecycle.now();
    return ExpiryEntry.between(now.atOffset(ZoneOffset.UTC).minusYears(MAX_YEARS).toInstant(), now);
  }

  private static List<ItemKey> entries(
      ReadTransaction transaction, IndexId store, KeyRange range, int limit) {
    List<ItemKey> entries = new ArrayList<>();
    transaction.range(
        store,
        range,
        Direction.FORWARD,
        (key, _) -> {
          entries.add(key);
          return entries.size() < limit;
        });
    return entries;
  }

  /** What was found due may have changed since: table, setting and items are read again. */
  private Step delete(WriteTransaction transaction, Due due) {
    Optional<TableDefinition> table =
        sweepable(transaction, due.table())
            .filter(found -> found.timeToLive().get().entries().equals(due.entries()));
    if (table.isEmpty()) {
      return new Step(0, true, true);
    }
    TimeToLive timeToLive = table.get().timeToLive().get();
    TableWriter writer =
        new TableWriter(
            transaction,
            table.get(),
            new CapacityMeter(),
            ChangeOrigin.timeToLive(lifecycle.now()));
    int deleted = 0;
    long bytes = 0;
    for (ItemKey entry : entries(transaction, due.entries(), dueNow(), STEP_ITEMS)) {
      ItemKey key = ExpiryEntry.itemKey(entry);
      Optional<StoredItem> item = transaction.get(table.get().id(), key);
      // Whatever an entry says, no item is deleted but by its own attribute.
      if (item.isPresent()
          && ExpiryEntry.keyOf(timeToLive, key, item.get().item()).equals(Optional.of(entry))) {
        writer.delete(key, new ReplacedItem(item.get().item(), item.get().sizeBytes()));
        deleted++;
        bytes += item.get().sizeBytes();
      } else {
        transaction.delete(due.entries(), entry);
      }
      if (bytes >= STEP_BYTES) {
        break;
      }
    }
    return new Step(deleted, true, true);
  }

  /** What there is to do in a keyspace. */
  private record Found(Optional<Due> due, boolean expecting) {}

  /** A table with expired items. */
  private record Due(TableName table, IndexId entries) {}
}
