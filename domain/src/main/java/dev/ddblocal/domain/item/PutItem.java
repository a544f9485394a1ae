package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
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
    ItemWrite.Put put = new ItemWrite.Put(item, ItemSize.of(item), expressions.condition(request));
    Interest interest = WriteInterest.of(wantsOld, request.returnConsumedCapacity());
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    CompletionStage<PutItemResponse> written =
        scope
            .keyspace()
            .write(transaction -> {
              TableDefinition table = lookup.usable(transaction, name);
              ItemKey key = put.key(table.key());
              ItemChange change = ItemChange.of(transaction, table, key, put, interest);
              CapacityMeter meter = new CapacityMeter();
              change.apply(transaction, meter, lookup.changeOrigin());
              return new PutItemResponse(
                  wantsOld ? change.old().item() : null,
                  meter.report(request.returnConsumedCapacity(), request.tableName()),
                  null);
            });
    return ItemCollections.report(
        written,
        request.returnItemCollectionMetrics(),
        new ItemCollections.Place(scope.keyspace(), name),
        item.attributes(),
        PutItemResponse::withItemCollectionMetrics);
  }
}
