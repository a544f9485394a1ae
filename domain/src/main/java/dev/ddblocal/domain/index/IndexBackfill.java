package dev.ddblocal.domain.index;

import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.port.TableStatistics;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Enters the items of a table that were there before an index, or another store of entries, into
 * it, in steps, from the table's first key to its last.
 *
 * <p>All the while each write keeps the entries of its own items, so a step enters items as it
 * finds them and needs to know nothing of what happened before. Entering an item again changes
 * nothing: a backfill can begin anew at any time.
 */
public final class IndexBackfill {
  /** The most items of a step: it holds up other writes for some milliseconds. */
  public static final int STEP_ITEMS = 250;

  /** With this many bytes of items a step is full. */
  public static final int STEP_BYTES = 256 * 1024;

  private IndexBackfill() {}

  /**
   * Fills what lacks entries of a table whose items all fit into one step.
   *
   * @param transaction the transaction, in which the table has its stores
   * @param table the table
   * @return the table with what has been filled marked so, not recorded yet; the same table if it
   *     is large, or if it lacks nothing
   */
  public static TableDefinition fillIfSmall(WriteTransaction transaction, TableDefinition table) {
    TableDefinition filled = table;
    if (isOneStep(transaction.statistics(table.id()))) {
      for (EntryStore entries : EntryStore.unfilled(table)) {
        step(transaction, table, entries, Optional.empty());
        filled = entries.filled(filled);
      }
    }
    return filled;
  }

  private static boolean isOneStep(TableStatistics content) {
    return content.itemCount() < STEP_ITEMS && content.sizeBytes() < STEP_BYTES;
  }

  /**
   * Does one step.
   *
   * @param transaction the step's own transaction
   * @param table the table
   * @param entries what to fill of it
   * @param after the key of the last item that the step before this one entered; empty to begin
   * @return the key of the last item that this step entered; empty if there is no item behind it
   */
  public static Optional<ItemKey> step(
      WriteTransaction transaction,
      TableDefinition table,
      EntryStore entries,
      Optional<ItemKey> after) {
    KeyRange range = after.map(KeyRange.ALL::after).orElse(KeyRange.ALL);
    Page page = new Page();
    transaction.range(
        table.id(),
        range,
        Direction.FORWARD,
        (key, stored) -> {
          entries.entry(key, stored.item(), stored.sizeBytes()).ifPresent(page.entries::add);
          return page.goesOnAfter(key, stored.sizeBytes());
        });
    for (IndexEntry entry : page.entries) {
      transaction.put(entries.store(), entry.key(), entry.attributes(), entry.sizeBytes());
    }
    return page.isFull() ? Optional.of(page.last) : Optional.empty();
  }

  /** What a step has read: entries are put when reading is over. */
  private static final class Page {
    private final List<IndexEntry> entries = new ArrayList<>();
    private int items;
    private long bytes;
    private ItemKey last;

    boolean goesOnAfter(ItemKey key, int sizeBytes) {
      items++;
      bytes += sizeBytes;
      last = key;
      return !isFull();
    }

    boolean isFull() {
      return items >= STEP_ITEMS || bytes >= STEP_BYTES;
    }
  }
}
