package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.CapacityMeter;
import dev.ddblocal.domain.expression.Expressions;
import dev.ddblocal.domain.index.ReplacedItem.Interest;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.operation.CallScope;
import dev.ddblocal.domain.operation.OperationHandler;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableReference;
import dev.ddblocal.domain.table.TableLookup;
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Changes an item, or makes it if there is none (API operation {@code UpdateItem}). */
public final class UpdateItem implements OperationHandler<UpdateItemRequest, UpdateItemResponse> {
  private final TableLookup lookup;
  private final WriteExpressions expressions;

  /** Creates the operation. */
  public UpdateItem(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = new WriteExpressions(expressions);
  }

  @Override
  public CompletionStage<UpdateItemResponse> execute(UpdateItemRequest request, CallScope scope) {
    Map<String, AttributeValue> keyAttributes = RequestWording.ENVELOPED.sound(request.key());
    ItemWrite.Update update = expressions.update(request, keyAttributes);
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    CompletionStage<UpdateItemResponse> updated =
        scope.keyspace().write(transaction -> update(transaction, name, update, request));
    return ItemCollections.report(
        updated,
        request.returnItemCollectionMetrics(),
        new ItemCollections.Place(scope.keyspace(), name),
        keyAttributes,
        UpdateItemResponse::withItemCollectionMetrics);
  }

  private UpdateItemResponse update(
      WriteTransaction transaction,
      TableName name,
      ItemWrite.Update write,
      UpdateItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    ItemKey key = write.key(table.key());
    ItemChange change = ItemChange.of(transaction, table, key, write, Interest.ITEM);
    CapacityMeter meter = new CapacityMeter();
    change.apply(transaction, meter, lookup.changeOrigin());
    return new UpdateItemResponse(
        ReturnedAttributes.of(request.returnValues(), write, change),
        meter.report(request.returnConsumedCapacity(), request.tableName()),
        null);
  }
}
