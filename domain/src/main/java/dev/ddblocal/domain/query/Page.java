package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.capacity.ConsumedCapacity;
import dev.ddblocal.domain.capacity.ReturnConsumedCapacity;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.ItemVisitor;
import dev.ddblocal.domain.port.StoredItem;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a Query or Scan while it is read. It ends with the item that reaches the limit of
 * evaluated items or brings the bytes read to 1 MB, both counted before the filter.
 */
final class Page implements ItemVisitor {
  /** A page ends when so many bytes have been read. */
  static final long MAX_BYTES = 1L << 20;

  private final ReadTransaction transaction;
  private final AccessPath path;
  private final Selection selection;
  private final Optional<Condition> filter;
  private final int limit;
  private final boolean consistent;
  private final boolean fetches;

  private final CapacityMeter meter = new CapacityMeter();
  private final List<Item> items = new ArrayList<>();
  private int count;
  private int scanned;
  private long bytesRead;
  private long bytesFetched;
  private Item lastKey;

  /**
   * Begins a page.
   *
   * @param limit the most items to evaluate, or null
   * @param consistent whether reads cost as strongly consistent ones
   */
  Page(
      ReadTransaction transaction,
      AccessPath path,
      Selection selection,
      Optional<Condition> filter,
      Integer limit,
      boolean consistent) {
    this.transaction = transaction;
    this.path = path;
    this.selection = selection;
    this.filter = filter;
    this.limit = limit == null ? Integer.MAX_VALUE : limit;
    this.consistent = consistent;
    this.fetches = selection.fetchesFromTable(path);
  }

  @Override
  public boolean visit(ItemKey key, StoredItem stored) {
    scanned++;
    bytesRead += stored.sizeBytes();
    if (filter.isEmpty() || filter.get().holds(stored.item().attributes())) {
      count++;
      if (selection.answersItems()) {
        items.add(selection.of(fetches ? fetch(stored) : stored.item()));
      }
    }
    if (scanned == limit || bytesRead + bytesFetched >= MAX_BYTES) {
      lastKey = path.pageKey(stored.item());
      return false;
    }
    return true;
  }

  /**
   * Reads the whole item of an index entry, which is in the table as long as the entry is there.
   */
  private Item fetch(StoredItem entry) {
    StoredItem whole =
        transaction.get(path.table().id(), path.tableKey(entry.item())).orElseThrow();
    bytesFetched += whole.sizeBytes();
    meter.readTable(whole.sizeBytes(), consistent);
    return whole.item();
  }

  /** The items to answer; null if only their count is. */
  List<Item> items() {
    return selection.answersItems() ? items : null;
  }

  /** How many items met the filter. */
  int count() {
    return count;
  }

  /** How many items were evaluated. */
  int scanned() {
    return scanned;
  }

  /** The key that the page ended with; null if nothing is left. */
  Item lastKey() {
    return lastKey;
  }

  /** Ends the page; answers the capacity that it took, or null unless asked for. */
  ConsumedCapacity capacity(ReturnConsumedCapacity wanted, String tableName) {
    path.index()
        .ifPresentOrElse(
            index -> meter.readIndex(index, bytesRead, consistent),
            () -> meter.readTable(bytesRead, consistent));
    return meter.report(wanted, tableName);
  }
}
