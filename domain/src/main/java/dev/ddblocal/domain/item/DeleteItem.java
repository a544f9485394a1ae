package dev.ddblocal.domain.item;

import dev.ddblocal.domain.capacity.ConsumedCapacity;
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

  /** Creates the operation. */
  public DeleteItem(TableLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public CompletionStage<DeleteItemResponse> execute(DeleteItemRequest request, CallScope scope) {
    Map<String, AttributeValue> key = RequestWording.ENVELOPED.sound(request.key());
    boolean wantsOld = ReplacedItem.isWanted(request.returnValues());
    TableName name = TableReference.resolve(request.tableName(), scope.account());
    return scope.keyspace().write(transaction -> delete(transaction, name, key, wantsOld, request));
  }

  private DeleteItemResponse delete(
      WriteTransaction transaction,
      TableName name,
      Map<String, AttributeValue> attributes,
      boolean wantsOld,
      DeleteItemRequest request) {
    TableDefinition table = lookup.usable(transaction, name);
    ItemKey key = PrimaryKeys.ofKey(table.key(), attributes);
    ReplacedItem old =
        ReplacedItem.read(transaction, table.id(), key, wantsOld, request.returnConsumedCapacity());
    transaction.delete(table.id(), key);
    return new DeleteItemResponse(
        old.item(),
        ConsumedCapacity.report(
            request.returnConsumedCapacity(), request.tableName(), old.unitsToReplaceWith(0)),
        null);
  }
}
