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
    Map<String, AttributeValue> key = RequestWording.ENVELOPED.sound(request.key());
    boolean wantsOld = ReturnValue.isReplacedItemWanted(request.returnValues());
    Delete delete = new Delete(key, wantsOld, expressions.condition(request));
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    CompletionStage<DeleteItemResponse> deleted =
        scope.keyspace().write(transaction -> delete(transaction, name, delete, request));
    return ItemCollections.report(
        deleted,
        request.returnItemCollectionMetrics(),
        new ItemCollections.Place(scope.keyspace(), name),
        key,
        DeleteItemResponse::withItemCollectionMetrics);
  }

  private DeleteItemResponse delete(
      WriteTransaction transaction, TableName name, Delete delete, DeleteItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    ItemKey key = PrimaryKeys.ofKey(table.key(), delete.key());
    Interest interest =
        delete.condition().interest(delete.wantsOld(), request.returnConsumedCapacity());
    ReplacedItem old = ReplacedItem.read(transaction, table, key, interest);
    delete.condition().require(old.item());
    CapacityMeter meter = new CapacityMeter();
    new TableWriter(transaction, table, meter).delete(key, old);
    return new DeleteItemResponse(
        delete.wantsOld() ? old.item() : null,
        meter.report(request.returnConsumedCapacity(), request.tableName()),
        null);
  }

  /** A request whose own checks are done. */
  private record Delete(
      Map<String, AttributeValue> key, boolean wantsOld, WriteCondition condition) {}
}
