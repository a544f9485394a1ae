package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.CapacityMeter;
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
 * evaluated items or of bytes read, both counted before the filter.
 */
public final class Page implements ItemVisitor {
  private final ReadTransaction transaction;
  private final AccessPath path;
  private final Selection selection;
  private final Optional<Condition> filter;
  private final PageLimit limit;
  private final boolean consistent;
  private final boolean fetches;
  private final CapacityMeter meter;

  private final List<Item> items = new ArrayList<>();
  private int count;
  private int scanned;
  private long bytesRead;
  private long bytesFetched;
  private Item lastKey;

  /**
   * Begins a page.
   *
   * @param read what is read, and how
   * @param limit when the page ends
   * @param meter what the page is charged to
   */
  Page(ReadTransaction transaction, PageRead read, PageLimit limit, CapacityMeter meter) {
    this.transaction = transaction;
    this.path = read.path();
    this.selection = read.selection();
    this.filter = read.filter();
    this.limit = limit;
    this.consistent = read.consistent();
    this.fetches = selection.fetchesFromTable(path);
    this.meter = meter;
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
    if (scanned >= limit.items() || bytes() >= limit.bytes()) {
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
  public List<Item> items() {
    return selection.answersItems() ? items : null;
  }

  /** How many items met the filter. */
  public int count() {
    return count;
  }

  /** How many items were evaluated. */
  public int scanned() {
    return scanned;
  }

  /** The key that the page ended with; null if nothing is left. */
  public Item lastKey() {
    return lastKey;
  }

  /** The bytes read, before the filter. */
  long bytes() {
    return bytesRead + bytesFetched;
  }

  /** Ends the page: charges what was read. */
  void charge() {
    path.index()
        .ifPresentOrElse(
            index -> meter.readIndex(index, bytesRead, consistent),
            () -> meter.readTable(bytesRead, consistent));
  }
}
