package dev.ddblocal.domain.partiql;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.expression.Condition;
import dev.ddblocal.domain.item.KeyRead;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.ReadTransaction.Direction;
import dev.ddblocal.domain.query.AccessPath;
import dev.ddblocal.domain.query.Page;
import dev.ddblocal.domain.query.PageLimit;
import dev.ddblocal.domain.query.PageRead;
import dev.ddblocal.domain.query.ScanSegment;
import dev.ddblocal.domain.query.Selection;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a SELECT answers. */
final class SelectRead {
  /** The most runs of keys that a page goes through: "pages of up to 10" values of an IN. */
  static final int MAX_RUNS = 10;

  private final ReadTransaction transaction;
  private final Statement.Select select;
  private final AccessPath path;
  private final Selection selection;
  private final boolean consistent;
  private final CapacityMeter meter;

  /**
   * Prepares the reading.
   *
   * @param transaction where to read
   * @param lookup finds the index
   * @param select the statement
   * @param table its table
   * @param consistent whether reads cost as strongly consistent ones
   * @param meter what the reading is charged to
   * @throws DynamoDbException a ValidationException if there is no such index, or it cannot be read
   *     so
   */
  SelectRead(
      ReadTransaction transaction,
      TableLookup lookup,
      Statement.Select select,
      TableDefinition table,
      boolean consistent,
      CapacityMeter meter) {
    this.transaction = transaction;
    this.select = select;
    this.path =
        new AccessPath(table, select.index().map(name -> index(lookup, table, name, consistent)));
    this.selection = Selection.ofColumns(select.projection(), path.index().isPresent());
    this.consistent = consistent;
    this.meter = meter;
  }

  private static SecondaryIndex index(
      TableLookup lookup, TableDefinition table, String name, boolean consistent) {
    SecondaryIndex index =
        lookup
            .usableIndex(table, name)
            .orElseThrow(
                () -> DynamoDbException.validation("The table does not have the specified index"));
    if (index.kind() == IndexKind.GLOBAL && consistent) {
      throw DynamoDbException.validation(
          "Strongly consistent read is not supported on Global Secondary Indexes");
    }
    return index;
  }

  /**
   * Reads a page.
   *
   * @param start where to begin
   * @param limit when the page ends
   * @throws DynamoDbException a ValidationException for a statement that does not fit the table
   */
  SelectPage page(SelectPosition start, PageLimit limit) {
    SelectOrder ordered = SelectOrder.of(select, path, SelectPlan.of(path, select.where()));
    return switch (ordered.plan()) {
      case SelectPlan.OneItem(Map<String, AttributeValue> key, Optional<Condition> filter) ->
          SelectPage.last(item(key, filter).stream().toList());
      case SelectPlan.All(Optional<Condition> filter) -> all(filter, start, limit);
      case SelectPlan.Runs(List<SelectPlan.Run> runs, Optional<Condition> filter) ->
          runs(runs, ordered.direction(), read(filter), start, limit);
    };
  }

  /** The item with a key, as far as it is answered, if it meets a condition. */
  private Optional<Item> item(Map<String, AttributeValue> key, Optional<Condition> filter) {
    return KeyRead.find(transaction, path.table(), key, consistent, meter)
        .filter(item -> filter.isEmpty() || filter.get().holds(item.attributes()))
        .map(selection::of);
  }

  private PageRead read(Optional<Condition> filter) {
    return new PageRead(path, selection, filter, consistent);
  }

  private SelectPage all(Optional<Condition> filter, SelectPosition start, PageLimit limit) {
    PageRead read = read(filter);
    Page page =
        read.page(
            transaction,
            ScanSegment.ALL.rest(path, start.startKey().map(Item::attributes)),
            Direction.FORWARD,
            limit,
            meter);
    Optional<Item> lastKey = Optional.ofNullable(page.lastKey());
    return new SelectPage(
        page.items(), lastKey, lastKey.map(key -> new SelectPosition(0, Optional.of(key))));
  }

  private SelectPage runs(
      List<SelectPlan.Run> runs,
      Direction direction,
      PageRead read,
      SelectPosition start,
      PageLimit limit) {
    List<Item> items = new ArrayList<>();
    PageLimit left = limit;
    int end = Math.min(runs.size(), start.run() + MAX_RUNS);
    Optional<Item> startKey = start.startKey();
    for (int i = start.run(); i < end; i++) {
      SelectPlan.Run run = runs.get(i);
      Page page =
          read.page(
              transaction,
              run.keys().rest(path, startKey.map(Item::attributes), direction),
              direction,
              left,
              meter);
      items.addAll(page.items());
      left = left.behind(page);
      startKey = Optional.empty();
      if (left.isReached()) {
        if (!run.single()) {
          Optional<Item> lastKey = Optional.of(page.lastKey());
          return new SelectPage(items, lastKey, Optional.of(new SelectPosition(i, lastKey)));
        }
        end = i + 1;
      }
    }
    return end < runs.size()
        ? new SelectPage(
            items, Optional.empty(), Optional.of(new SelectPosition(end, Optional.empty())))
        : SelectPage.last(items);
  }
}
