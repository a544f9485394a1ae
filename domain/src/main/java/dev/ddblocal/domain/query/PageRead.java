package dev.ddblocal.domain.query;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.key.KeyRange;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads pages of a table or an index: what Query and Scan do, and every statement that reads more
 * than an item.
 *
 * @param path what is read
 * @param selection which attributes are answered
 * @param filter what an item must meet to be answered
 * @param consistent whether reads cost as strongly consistent ones
 */
public record PageRead(
    AccessPath path, Selection selection, Optional<Condition> filter, boolean consistent) {
  /**
   * Refuses what an index does not hold.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException a ValidationException that names the
   *     attributes
   */
  public PageRead {
    Objects.requireNonNull(path, "path is null");
    Objects.requireNonNull(selection, "selection is null");
    Objects.requireNonNull(filter, "filter is null");
    selection.requireReadable(path, filter);
  }

  /**
   * Reads a page.
   *
   * @param transaction where to read
   * @param range the keys to read, of those that {@link #path} stores
   * @param direction ascending or descending key order
   * @param limit when the page ends
   * @param meter what the page is charged to
   */
  public Page page(
      ReadTransaction transaction,
      KeyRange range,
      Direction direction,
      PageLimit limit,
      CapacityMeter meter) {
    Page page = new Page(transaction, this, limit, meter);
    transaction.range(path.store(), range, direction, page);
    page.charge();
    return page;
  }
}
