package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.index.ReplacedItem;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.index.TableWriter;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.Item;
import dev.ddblocal.domain.value.ItemSize;
import java.util.concurrent.CompletionStage;

/** Puts an item in place of the one with its key, if any (API operation {@code PutItem}). */
public final class PutItem implements OperationHandler<PutItemRequest, PutItemResponse> {
  private final TableLookup lookup;
  private final WriteExpressions expressions;

  /** Creates the operation. */
  public PutItem(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = new WriteExpressions(expressions);
  }

  @Override
  public CompletionStage<PutItemResponse> execute(PutItemRequest request, CallScope scope) {
    Item item = new Item(RequestWording.ENVELOPED.sound(request.item()));
    boolean wantsOld = ReturnValue.isReplacedItemWanted(request.returnValues());
    WriteCondition condition = expressions.condition(request);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    Put put = new Put(item, ItemSize.of(item), wantsOld, condition);
    CompletionStage<PutItemResponse> written =
        scope.keyspace().write(transaction -> write(transaction, name, put, request));
    return ItemCollections.report(
        written,
        request.returnItemCollectionMetrics(),
        new ItemCollections.Place(scope.keyspace(), name),
        item.attributes(),
        PutItemResponse::withItemCollectionMetrics);
  }

  private PutItemResponse write(
      WriteTransaction transaction, TableName name, Put put, PutItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    ItemKey key = PrimaryKeys.ofItem(table.key(), put.item().attributes());
    TableWriter.requirePuttable(table, put.item());
    ItemLimits.requirePuttable(put.sizeBytes());
    Interest interest = put.condition().interest(put.wantsOld(), request.returnConsumedCapacity());
    ReplacedItem old = ReplacedItem.read(transaction, table, key, interest);
    put.condition().require(old.item());
    CapacityMeter meter = new CapacityMeter();
    new TableWriter(transaction, table, meter).put(key, old, put.item(), put.sizeBytes());
    return new PutItemResponse(
        put.wantsOld() ? old.item() : null,
        meter.report(request.returnConsumedCapacity(), request.tableName()),
        null);
  }

  /** A request whose own checks are done. */
  private record Put(Item item, int sizeBytes, boolean wantsOld, WriteCondition condition) {}
}
