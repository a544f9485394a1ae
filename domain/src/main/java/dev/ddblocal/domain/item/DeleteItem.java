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
import dev.ddblocal.domain.value.AttributeValue;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Deletes an item, if there is one (API operation {@code DeleteItem}). */
public final class DeleteItem implements OperationHandler<DeleteItemRequest, DeleteItemResponse> {
  private final TableLookup lookup;
  private final WriteExpressions expressions;

  /** Creates the operation. */
  public DeleteItem(TableLookup lookup, Expressions expressions) {
    this.lookup = lookup;
    this.expressions = new WriteExpressions(expressions);
  }

  @Override
  public CompletionStage<DeleteItemResponse> execute(DeleteItemRequest request, CallScope scope) {
    Map<String, AttributeValue> keyAttributes = RequestWording.ENVELOPED.sound(request.key());
    boolean wantsOld = ReturnValue.isReplacedItemWanted(request.returnValues());
    ItemWrite.Delete delete = new ItemWrite.Delete(keyAttributes, expressions.condition(request));
    Interest interest = WriteInterest.of(wantsOld, request.returnConsumedCapacity());
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    CompletionStage<DeleteItemResponse> deleted =
        scope
            .keyspace()
            .write(transaction -> {
              TableDefinition table = lookup.usable(transaction, name);
              ItemKey key = delete.key(table.key());
              ItemChange change = ItemChange.of(transaction, table, key, delete, interest);
              CapacityMeter meter = new CapacityMeter();
              change.apply(transaction, meter, lookup.changeOrigin());
              return new DeleteItemResponse(
                  wantsOld ? change.old().item() : null,
                  meter.report(request.returnConsumedCapacity(), request.tableName()),
                  null);
            });
    return ItemCollections.report(
        deleted,
        request.returnItemCollectionMetrics(),
        new ItemCollections.Place(scope.keyspace(), name),
        keyAttributes,
        DeleteItemResponse::withItemCollectionMetrics);
  }
}
